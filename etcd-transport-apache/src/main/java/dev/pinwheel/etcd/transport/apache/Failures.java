package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Says what HttpClient's exceptions mean, from their type and from whether the request may have been sent (T5).
 *
 * @param asked where the request was to go
 */
record Failures(URI asked) {

    /** A request that HttpClient would not take. */
    TransportException unsendable(Throwable refused) {
        return new TransportException(Kind.OTHER, true, server() + ": the request cannot be sent: " + refused, refused);
    }

    /** An exchange that HttpClient had taken, and that failed before or after its request may have been sent. */
    TransportException classify(Throwable failure, boolean maybeSent) {
        Kind kind = maybeSent ? afterSending(failure) : beforeSending(failure);
        boolean notSent = !maybeSent || kind == Kind.UNPROCESSED;
        return new TransportException(kind, notSent, server() + ": " + inWords(kind) + ": " + failure, failure);
    }

    private String server() {
        return asked.getScheme() + "://" + asked.getHost() + (asked.getPort() < 0 ? "" : ":" + asked.getPort());
    }

    private static Kind beforeSending(Throwable failure) {
        if (failure instanceof SocketTimeoutException) {
            return Kind.CONNECT_TIMEOUT;
        }
        if (failure instanceof SSLException) {
            return Kind.TLS;
        }
        if (failure instanceof RequestNotExecutedException) {
            return Kind.UNPROCESSED; // A pooled connection had ended before it could take the request.
        }
        return failure instanceof IOException ? Kind.CONNECT_FAILED : Kind.OTHER;
    }

    private static Kind afterSending(Throwable failure) {
        if (failure instanceof SSLHandshakeException) {
            return Kind.TLS; // A client certificate refused late, in TLS 1.3 (T5.6).
        }
        if (failure instanceof RequestNotExecutedException) {
            return Kind.UNPROCESSED;
        }
        if (isMalformed(failure)) {
            return Kind.PROTOCOL;
        }
        return failure instanceof IOException ? Kind.CONNECTION_LOST : Kind.OTHER;
    }

    private static boolean isMalformed(Throwable failure) {
        return failure instanceof HttpException
                || failure instanceof ClientProtocolException
                || failure instanceof MessageConstraintException
                || (failure instanceof MalformedChunkCodingException && !(failure instanceof TruncatedChunkException));
    }

    private static String inWords(Kind kind) {
        return switch (kind) {
            case CONNECT_FAILED -> "cannot connect";
            case CONNECT_TIMEOUT -> "no connection within the connect timeout";
            case TLS -> "the TLS handshake failed";
            case CAPACITY -> "a limit of the client was reached";
            case UNPROCESSED -> "the connection ended before it took the request";
            case CONNECTION_LOST -> "the connection ended before the answer was complete";
            case PROTOCOL -> "the answer is not proper HTTP";
            case CANCELLED, CLOSED, LISTENER, OTHER -> "the exchange failed";
        };
    }
}
