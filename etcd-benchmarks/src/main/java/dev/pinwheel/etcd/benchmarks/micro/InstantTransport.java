package dev.pinwheel.etcd.benchmarks.micro;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Exchange;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Answers every request at once, in memory and on the calling thread: what a call costs on it is the engine's own.
 *
 * @param capabilities whether it is a transport that carries exchanges on their callers' threads
 * @param body the answer to everything
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record InstantTransport(Set<Capability> capabilities, byte[] body) implements TransportFactory, Transport {
    private static final ResponseHead HEAD = new ResponseHead(200, "HTTP/1.1", Answers.HEADERS);

    /** Nothing is left to ask for, nor to end. */
    private static final Exchange OVER = new Exchange() {
        @Override
        public void request(long chunks) {
            // They come anyway.
        }

        @Override
        public void cancel() {
            // It has ended by then.
        }
    };

    @Override
    public String name() {
        return "instant";
    }

    @Override
    public Transport create(TransportConfig config) {
        return this;
    }

    @Override
    public void execute(HttpRequest request, ResponseListener listener) {
        listener.onStart(OVER);
        listener.onHeaders(HEAD);
        listener.onData(ByteBuffer.wrap(body));
        listener.onComplete();
    }

    @Override
    public void executeOnCaller(HttpRequest request, ResponseListener listener) {
        execute(request, listener);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
