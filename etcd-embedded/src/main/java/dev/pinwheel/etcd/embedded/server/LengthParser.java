package dev.pinwheel.etcd.embedded.server;

import java.nio.ByteBuffer;

/** Reads a body of a known length. */
final class LengthParser implements BodyParser {
    private final Body body;
    private long left;

    LengthParser(Body body, long length) {
        this.body = body;
        this.left = length;
    }

    @Override
    public boolean parse(ByteBuffer in) {
        int count = (int) Math.min(left, in.remaining());
        body.take(in, count);
        left -= count;
        return left == 0;
    }

    @Override
    public Body body() {
        return body;
    }
}
