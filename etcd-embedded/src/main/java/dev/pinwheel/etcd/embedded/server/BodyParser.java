package dev.pinwheel.etcd.embedded.server;

import java.nio.ByteBuffer;

/** Reads the body of one request. */
sealed interface BodyParser permits LengthParser, ChunkedParser {

    /** Takes bytes up to the end of the body, and says whether it came. */
    boolean parse(ByteBuffer in) throws BrokenBodyException;

    Body body();
}
