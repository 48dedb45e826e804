package dev.pinwheel.etcd.tck.reference;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Stands before the reference, and spoils calls on their way. */
final class FlawedTransport implements Transport {
    private final ReferenceTransport transport;
    private final Flaws flaws;
    private final List<ResponseListener> kept = new ArrayList<>();

    FlawedTransport(ReferenceTransport transport, Flaws flaws) {
        this.transport = transport;
        this.flaws = flaws;
    }

    @Override
    public void execute(HttpRequest request, ResponseListener listener) {
        requireNonNull(request, "request");
        requireNonNull(listener, "listener");
        ResponseListener flawed = new FlawedListener(listener, flaws);
        if (flaws.has(Flaw.KEEPS_ITS_LISTENERS)) {
            kept.add(listener);
        }
        if (flaws.has(Flaw.THROWS_FOR_A_STRANGE_URI)) {
            Origin.of(request.uri());
        }
        if (flaws.has(Flaw.STARTS_ON_ITS_OWN_THREAD)) {
            Thread late = new Thread(() -> transport.execute(request, flawed));
            late.setDaemon(true);
            late.start();
        } else if (flaws.has(Flaw.WAITS_FOR_DNS_IN_EXECUTE) && !isKnown(request.uri())) {
            listener.onStart(new NoExchange());
            listener.onFailure(new TransportException(Kind.CONNECT_FAILED, true, "unknown host", new IOException()));
        } else {
            transport.execute(changed(request), flawed);
        }
    }

    private HttpRequest changed(HttpRequest request) {
        if (flaws.has(Flaw.TAKES_ANY_SCHEME_FOR_HTTP) && request.uri().getHost() != null) {
            String rest = request.uri().getRawSchemeSpecificPart();
            String scheme = "https".equals(request.uri().getScheme()) ? "https:" : "http:";
            return new HttpRequest(request.method(), URI.create(scheme + rest), request.headers(), request.body());
        }
        return request;
    }

    private static boolean isKnown(URI uri) {
        try {
            return uri.getHost() == null || InetAddress.getAllByName(uri.getHost()).length > 0;
        } catch (IOException unknown) {
            return false;
        }
    }

    @Override
    public void executeOnCaller(HttpRequest request, ResponseListener listener) {
        if (flaws.has(Flaw.RETURNS_FROM_CALLS_EARLY)) {
            transport.execute(request, listener);
        } else if (flaws.has(Flaw.HANDS_CALLS_TO_ANOTHER_THREAD)) {
            CompletableFuture.runAsync(() -> transport.executeOnCaller(request, listener))
                    .join();
        } else {
            transport.executeOnCaller(request, new FlawedListener(listener, flaws));
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
