package dev.pinwheel.etcd.examples.jdkhttp;

import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Says what the client's exceptions mean, by their type and by whether the request had been begun (T5). */
final class Failures {
    private Failures() {}

    static TransportException classify(Throwable thrown, boolean begun) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        Kind kind = begun ? afterBegin(failure) : beforeBegin(failure);
        return new TransportException(kind, !begun, "java.net.http failed: " + failure, failure);
    }

    private static Kind beforeBegin(Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return Kind.CONNECT_TIMEOUT;
        }
        if (failure instanceof SSLException) {
            return Kind.TLS;
        }
        if (failure instanceof ConnectException) {
            return Kind.CONNECT_FAILED;
        }
        return failure instanceof IOException ? Kind.CONNECT_FAILED : Kind.OTHER;
    }

    private static Kind afterBegin(Throwable failure) {
        if (failure instanceof SSLHandshakeException) {
            return Kind.TLS; // A client certificate that was refused late (T5.6).
        }
        if (failure instanceof ProtocolException || failure.getCause() instanceof ProtocolException) {
            return Kind.PROTOCOL;
        }
        return failure instanceof IOException ? Kind.CONNECTION_LOST : Kind.OTHER;
    }
}
