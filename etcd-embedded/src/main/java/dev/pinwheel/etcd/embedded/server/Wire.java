package dev.pinwheel.etcd.embedded.server;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection's bytes before and behind encryption. Never blocks; used on the server's thread only. */
sealed interface Wire permits PlainWire, TlsWire {

    /** Reads what has come; −1 after the last byte. */
    int read(ByteBuffer into) throws IOException;

    /** Says whether there is more to read that no selector knows of. */
    boolean hasMore();

    /** Writes as much as can be written now, perhaps nothing. */
    void write(ByteBuffer bytes) throws IOException;

    /** Writes what has been taken before but not been sent. */
    void flush() throws IOException;

    /** Says whether the socket has to become writable before anything goes on. */
    boolean isBlocked();

    /** Says that nothing follows. */
    void endOutput() throws IOException;
}
