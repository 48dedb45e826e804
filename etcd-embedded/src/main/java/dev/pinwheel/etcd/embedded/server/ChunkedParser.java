package dev.pinwheel.etcd.embedded.server;

import java.nio.ByteBuffer;

/** Reads a body in chunks. Extensions and trailers are dropped. */
final class ChunkedParser implements BodyParser {
    private static final int MAX_LINE = 4_096;
    private static final int HEX = 16;
    private static final int MAX_SIZE_DIGITS = 16;

    private final Body body;
    private final LineBuffer line = new LineBuffer();
    private State state = State.SIZE;
    private long left;

    private enum State {
        SIZE,
        DATA,
        AFTER_DATA,
        TRAILER,
        END
    }

    ChunkedParser(Body body) {
        this.body = body;
    }

    @Override
    public boolean parse(ByteBuffer in) throws BrokenBodyException {
        while (state != State.END && in.hasRemaining()) {
            if (state == State.DATA) {
                takeData(in);
            } else {
                takeLine(in);
            }
        }
        return state == State.END;
    }

    @Override
    public Body body() {
        return body;
    }

    private void takeData(ByteBuffer in) {
        int count = (int) Math.min(left, in.remaining());
        body.take(in, count);
        left -= count;
        if (left == 0) {
            state = State.AFTER_DATA;
        }
    }

    private void takeLine(ByteBuffer in) throws BrokenBodyException {
        boolean complete = line.take(in);
        if (line.length() > MAX_LINE) {
            throw new BrokenBodyException("header line too long");
        }
        if (complete) {
            state = after(line.next());
        }
    }

    private State after(String text) throws BrokenBodyException {
        if (state == State.SIZE) {
            left = size(text);
            return left == 0 ? State.TRAILER : State.DATA;
        }
        if (state == State.TRAILER) {
            return text.isEmpty() ? State.END : State.TRAILER;
        }
        if (!text.isEmpty()) {
            throw new BrokenBodyException("malformed chunked encoding");
        }
        return State.SIZE;
    }

    /** As lenient as Go: no digits at all are a zero. */
    private static long size(String text) throws BrokenBodyException {
        String line = text.stripTrailing();
        int extension = line.indexOf(';');
        String digits = extension < 0 ? line : line.substring(0, extension);
        if (digits.chars().anyMatch(c -> Character.digit(c, HEX) < 0)) {
            throw new BrokenBodyException("invalid byte in chunk length");
        }
        if (digits.length() > MAX_SIZE_DIGITS) {
            throw new BrokenBodyException("http chunk length too large");
        }
        long size = digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, HEX);
        return size < 0 ? Long.MAX_VALUE : size;
    }
}
