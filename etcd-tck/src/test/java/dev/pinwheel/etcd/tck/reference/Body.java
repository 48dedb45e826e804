package dev.pinwheel.etcd.tck.reference;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The body of one answer, without its framing. */
interface Body {

    /** The next bytes, as soon as there are any, or null at the end of a complete message (T3.9, T3.11). */
    @Nullable
    ByteBuffer next() throws IOException;

    /** Whether another answer may follow on the connection. */
    boolean leavesConnectionOpen();
}
