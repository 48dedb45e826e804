package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.ResponseHead;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says where a body ends: by length, by chunks, or by the end of the connection. */
final class Framing {
    private final HeadReader lines;
    private final Flaws flaws;
    private final Bytes bytes;

    Framing(InputStream in, HeadReader lines, Flaws flaws) {
        this.lines = lines;
        this.flaws = flaws;
        this.bytes = new Bytes(in, flaws);
    }

    /** The body that comes behind a head. */
    Body bodyOf(String method, ResponseHead head) throws IOException {
        if (method.equals("HEAD") || head.status() < 200 || head.status() == 204 || head.status() == 304) {
            return new ByLength(0);
        }
        List<String> codings = head.headers().all("Transfer-Encoding");
        if (!codings.isEmpty()) {
            if (!codings.equals(List.of("chunked"))) {
                throw new MalformedAnswer("unknown transfer coding " + codings);
            }
            return new ByChunks();
        }
        List<String> lengths = head.headers().all("Content-Length").stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .distinct()
                .toList();
        if (lengths.isEmpty()) {
            return new ByEnd();
        }
        if (lengths.size() > 1 || !lengths.get(0).matches("\\d{1,18}")) {
            throw new MalformedAnswer("malformed Content-Length " + lengths);
        }
        return new ByLength(Long.parseLong(lengths.get(0)));
    }

    private final class ByLength implements Body {
        private long left;

        ByLength(long length) {
            left = length;
        }

        @Override
        public @Nullable ByteBuffer next() throws IOException {
            if (left == 0) {
                return null;
            }
            ByteBuffer some = bytes.read(left);
            if (some == null && flaws.has(Flaw.HIDES_TRUNCATION)) {
                return null;
            }
            if (some == null) {
                throw new EOFException(left + " bytes of the body are missing");
            }
            left -= some.remaining();
            return some;
        }

        @Override
        public boolean leavesConnectionOpen() {
            return left == 0;
        }
    }

    private final class ByChunks implements Body {
        private boolean begun;
        private long left;

        @Override
        public @Nullable ByteBuffer next() throws IOException {
            if (left == 0) {
                left = readSize();
            }
            if (left == 0) {
                lines.readFields();
                return null;
            }
            ByteBuffer some = bytes.read(left);
            if (some == null) {
                throw new EOFException(left + " bytes of a chunk are missing");
            }
            left -= some.remaining();
            return some;
        }

        private long readSize() throws IOException {
            if (begun && !lines.readLine(2).isEmpty()) {
                throw new MalformedAnswer("a chunk is longer than it says");
            }
            begun = true;
            String size = lines.readLine(4_096).split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,15}")) {
                throw new MalformedAnswer("malformed size of a chunk");
            }
            return Long.parseLong(size, 16);
        }

        @Override
        public boolean leavesConnectionOpen() {
            return true;
        }
    }

    private final class ByEnd implements Body {
        @Override
        public @Nullable ByteBuffer next() throws IOException {
            return bytes.read(Long.MAX_VALUE);
        }

        @Override
        public boolean leavesConnectionOpen() {
            return false;
        }
    }
}
