package dev.pinwheel.etcd.core.curl;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
import java.util.function.Consumer;
import tools.jackson.core.json.JsonFactory;

/** A transport that tells of each request before it goes out. Safe for use by many threads. */
public final class CurlTransport implements Transport {
    private final Transport transport;
    private final Consumer<String> listener;
    private final CurlCommand command = new CurlCommand(new Secrets(new JsonFactory()));

    /** Tells the listener of what the transport is given. */
    public CurlTransport(Transport transport, Consumer<String> listener) {
        this.transport = transport;
        this.listener = listener;
    }

    @Override
    public void execute(HttpRequest request, ResponseListener response) {
        tell(request);
        transport.execute(request, response);
    }

    @Override
    public void executeOnCaller(HttpRequest request, ResponseListener response) {
        tell(request);
        transport.executeOnCaller(request, response);
    }

    @SuppressWarnings("EmptyCatch") // There is nobody to tell: the listener is the user's own, and is what broke.
    private void tell(HttpRequest request) {
        try {
            listener.accept(command.of(request));
        } catch (RuntimeException dropped) {
            // Debugging must not change what happens.
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
