package dev.pinwheel.etcd.transport.jetty;

import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.RetryableRequestException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http2.ErrorCode;

/**
 * Says what Jetty's exceptions mean, from their type and from whether the request had been begun (T5).
 *
 * @param asked where the request was to go
 */
record Failures(URI asked) {

    /** A request that Jetty would not take. */
    TransportException unsendable(Throwable refused) {
        return new TransportException(Kind.OTHER, true, server() + ": the request cannot be sent: " + refused, refused);
    }

    /** An exchange that Jetty had taken, and that failed before or after the request was begun. */
    TransportException classify(Throwable failure, boolean begun) {
        if (failure instanceof TransportException ours) {
            return new TransportException(ours.kind(), !begun, String.valueOf(ours.getMessage()), ours.getCause());
        }
        Kind kind = begun ? afterBegin(failure) : beforeBegin(failure);
        boolean notSent = !begun || kind == Kind.UNPROCESSED;
        return new TransportException(kind, notSent, server() + ": " + inWords(kind) + cause(failure), failure);
    }

    private String server() {
        return asked.getScheme() + "://" + asked.getHost() + (asked.getPort() < 0 ? "" : ":" + asked.getPort());
    }

    private static Kind beforeBegin(Throwable failure) {
        if (failure instanceof SocketTimeoutException) {
            return Kind.CONNECT_TIMEOUT;
        }
        if (failure instanceof SSLException) {
            return Kind.TLS;
        }
        if (failure instanceof RejectedExecutionException) {
            return Kind.CAPACITY;
        }
        boolean unreachable = failure instanceof IOException
                || failure instanceof UnresolvedAddressException
                || failure instanceof TimeoutException;
        return unreachable ? Kind.CONNECT_FAILED : Kind.OTHER;
    }

    private static Kind afterBegin(Throwable failure) {
        if (failure instanceof SSLHandshakeException) {
            return Kind.TLS; // A client certificate refused late, in TLS 1.3 (T5.6).
        }
        if (isMalformed(failure)) {
            return Kind.PROTOCOL;
        }
        if (isRefusedStream(failure)) {
            return Kind.UNPROCESSED;
        }
        return failure instanceof IOException || failure instanceof TimeoutException
                ? Kind.CONNECTION_LOST
                : Kind.OTHER;
    }

    /** Where assertions are enabled, Jetty's parser fails one of its own: it makes an error of a status such as 200. */
    private static boolean isMalformed(Throwable failure) {
        return failure instanceof HttpResponseException
                || failure instanceof HttpException
                || failure instanceof AssertionError;
    }

    /** By GOAWAY, or by RST_STREAM, of which Jetty keeps no more than the name of its code, as the message. */
    private static boolean isRefusedStream(Throwable failure) {
        return failure instanceof RetryableRequestException
                || ErrorCode.toString(ErrorCode.REFUSED_STREAM_ERROR.code, "").equals(failure.getMessage());
    }

    /** Jetty's message for an end of stream is all that it knows of the connection. */
    private static String cause(Throwable failure) {
        return failure instanceof EOFException ? "" : ": " + failure;
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
