package dev.pinwheel.etcd.embedded.server;

import java.nio.ByteBuffer;

/** Reads a body in chunks. Extensions and trailers are dropped. */
final class ChunkedParser implements BodyParser {
    private static final int MAX_LINE = 4_096;
    private static final int HEX = 16;
    private static final int MAX_SIZE_DIGITS = 15;

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
    public boolean parse(ByteBuffer in) throws RefusedException {
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

    private void takeLine(ByteBuffer in) throws RefusedException {
        boolean complete = line.take(in);
        if (line.length() > MAX_LINE) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        if (complete) {
            state = after(line.next());
        }
    }

    private State after(String text) throws RefusedException {
        if (state == State.SIZE) {
            left = size(text);
            return left == 0 ? State.TRAILER : State.DATA;
        }
        if (state == State.TRAILER) {
            return text.isEmpty() ? State.END : State.TRAILER;
        }
        if (!text.isEmpty()) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        return State.SIZE;
    }

    private static long size(String text) throws RefusedException {
        int extension = text.indexOf(';');
        String digits = Syntax.trim(extension < 0 ? text : text.substring(0, extension));
        boolean hex = !digits.isEmpty() && digits.chars().allMatch(c -> Character.digit(c, HEX) >= 0);
        if (!hex || digits.length() > MAX_SIZE_DIGITS) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        return Long.parseLong(digits, HEX);
    }
}
