package dev.pinwheel.etcd.transport.okhttp;

import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Says what OkHttp's exceptions mean, from their type and from how far the exchange had come (T5).
 *
 * @param asked where the request was to go
 */
record Failures(URI asked) {
    private static final String TRUNCATED = "unexpected end of stream";
    private static final String REFUSED = "stream was reset: REFUSED_STREAM";
    private static final String GONE_AWAY = "okhttp3.internal.http2.ConnectionShutdownException";

    /** A request that OkHttp cannot send as it is. */
    TransportException unsendable(Throwable refused) {
        return new TransportException(
                Kind.OTHER, true, server() + ": the request cannot be sent: " + refused.getMessage(), refused);
    }

    /** An exchange for which there was no thread. */
    TransportException withoutThread(Throwable refused) {
        return new TransportException(
                Kind.CAPACITY, true, server() + ": no thread for the exchange: " + refused, refused);
    }

    /** An exchange that was ended before, or while, OkHttp was at it. */
    TransportException givenUp(Progress progress) {
        return new TransportException(Kind.OTHER, !progress.isSent(), server() + ": the exchange was given up", null);
    }

    /** An exchange that OkHttp had taken, and that failed. */
    TransportException classify(Throwable failure, Progress progress) {
        Kind kind = progress.isSent() ? afterSend(failure, progress) : beforeSend(failure, progress);
        boolean notSent = !progress.isSent() || kind == Kind.UNPROCESSED;
        return new TransportException(kind, notSent, server() + ": " + inWords(kind) + ": " + failure, failure);
    }

    private String server() {
        return asked.getScheme() + "://" + asked.getHost() + (asked.getPort() < 0 ? "" : ":" + asked.getPort());
    }

    private static Kind beforeSend(Throwable failure, Progress progress) {
        if (progress.isTimedOut() || failure instanceof SocketTimeoutException) {
            return Kind.CONNECT_TIMEOUT;
        }
        if (failure instanceof SSLException || (failure instanceof IOException && progress.isHandshaking())) {
            return Kind.TLS; // A reset in the middle of the handshake is how some servers refuse it.
        }
        if (failure instanceof RejectedExecutionException || failure instanceof OutOfMemoryError) {
            return Kind.CAPACITY; // No thread to look a name up, or to keep the time.
        }
        return failure instanceof IOException ? Kind.CONNECT_FAILED : Kind.OTHER;
    }

    private static Kind afterSend(Throwable failure, Progress progress) {
        if (failure instanceof SSLHandshakeException || failure instanceof SSLPeerUnverifiedException) {
            return Kind.TLS; // A client certificate refused late, in TLS 1.3 (T5.6).
        }
        if (progress.head() == null && isRefusedUnread(failure)) {
            return Kind.UNPROCESSED;
        }
        // OkHttp reads a Content-Length of -5, and trips over it.
        if (progress.isHeadTooLong() || isMalformed(failure) || failure instanceof IllegalArgumentException) {
            return Kind.PROTOCOL;
        }
        return failure instanceof IOException ? Kind.CONNECTION_LOST : Kind.OTHER;
    }

    /** By GOAWAY or RST_STREAM, for which OkHttp has types that its module does not export. */
    private static boolean isRefusedUnread(Throwable failure) {
        return REFUSED.equals(failure.getMessage())
                || failure.getClass().getName().equals(GONE_AWAY);
    }

    /** OkHttp calls a body that ends early a violation of the protocol too. */
    private static boolean isMalformed(Throwable failure) {
        return failure instanceof ProtocolException && !TRUNCATED.equals(failure.getMessage());
    }

    private static String inWords(Kind kind) {
        return switch (kind) {
            case CONNECT_FAILED -> "cannot connect";
            case CONNECT_TIMEOUT -> "no connection within the connect timeout";
            case TLS -> "the TLS handshake failed";
            case CAPACITY -> "a limit of the client was reached";
            case UNPROCESSED -> "the server refused the request unread";
            case CONNECTION_LOST -> "the connection ended before the answer was complete";
            case PROTOCOL -> "the answer is not proper HTTP";
            case CANCELLED, CLOSED, LISTENER, OTHER -> "the exchange failed";
        };
    }
}
