package dev.pinwheel.etcd.transport.apache;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.HttpTransportMetrics;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Parsers of whole heads only (T5.7).
 *
 * <p>The classic client's own skip lines in the hope of a status line to come, and take the end of the connection for
 * the end of the head: a success, without the body that a lost header has announced.
 */
final class StrictParsers implements HttpMessageParserFactory<ClassicHttpResponse> {
    private final Http1Config limits;

    StrictParsers(Http1Config limits) {
        this.limits = limits;
    }

    @Override
    @SuppressWarnings("deprecation") // There is no way round implementing it.
    public HttpMessageParser<ClassicHttpResponse> create(@Nullable Http1Config connections) {
        return create();
    }

    @Override
    public HttpMessageParser<ClassicHttpResponse> create() {
        DefaultHttpResponseParser parser = new DefaultHttpResponseParser(limits);
        return (input, stream) -> parser.parse(new WholeLines(input), stream);
    }

    private record WholeLines(SessionInputBuffer input) implements SessionInputBuffer {

        @Override
        public int readLine(CharArrayBuffer line, InputStream stream) throws IOException {
            int length = input.readLine(line, stream);
            if (length < 0) {
                throw new ConnectionClosedException("the connection ended within the head of the response");
            }
            return length;
        }

        @Override
        public int length() {
            return input.length();
        }

        @Override
        public int capacity() {
            return input.capacity();
        }

        @Override
        public int available() {
            return input.available();
        }

        @Override
        public int read(byte[] bytes, int offset, int length, InputStream stream) throws IOException {
            return input.read(bytes, offset, length, stream);
        }

        @Override
        public int read(byte[] bytes, InputStream stream) throws IOException {
            return input.read(bytes, stream);
        }

        @Override
        public int read(InputStream stream) throws IOException {
            return input.read(stream);
        }

        @Override
        public HttpTransportMetrics getMetrics() {
            return input.getMetrics();
        }
    }
}
