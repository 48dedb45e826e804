package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.core.dispatch.Attempt.Abort;
import dev.pinwheel.etcd.spi.TransportException;
import java.time.Duration;

/** Says why an attempt failed, in one line and in the same words on every transport. */
final class FailureWords {
    private FailureWords() {}

    /** What the transport reported, with what its stack said about it. */
    static String of(TransportException failure) {
        String what = switch (failure.kind()) {
            case CONNECT_FAILED -> "cannot connect";
            case CONNECT_TIMEOUT -> "no connection within the connect timeout";
            case TLS -> "the TLS handshake failed";
            case CAPACITY -> "a limit of this client was reached";
            case UNPROCESSED -> "the server did not process the request";
            case CONNECTION_LOST -> "the connection was lost before the answer was complete";
            case PROTOCOL -> "the answer is not proper HTTP";
            case CANCELLED -> "the exchange was cancelled";
            case CLOSED -> "the transport was closed";
            case LISTENER -> "the client failed to take the answer";
            case OTHER -> "the transport failed";
        };
        Throwable said = failure.getCause() == null ? failure : failure.getCause();
        String text = said.getMessage();
        return what + ": " + (text == null || text.isBlank() ? said.getClass().getSimpleName() : text);
    }

    /** What made the client itself cut the attempt short. */
    static String of(Abort why, boolean notSent, Duration headLimit, Settings settings) {
        return switch (why) {
            case HEAD_TIMEOUT ->
                notSent
                        ? "no connection within " + inWords(headLimit)
                        : "no response head within " + inWords(headLimit) + "; the request may have been received";
            case SUSPECT -> "no response head yet, and no answer to probes either; the request may have been received";
            case BODY_STALLED -> "the body of the answer paused for " + inWords(settings.headerTimeout());
            case BODY_TOO_LONG ->
                "the answer is longer than the body limit of " + settings.bodyLimit()
                        + " bytes; raise it in the builder if such an answer is right";
            case CALL_ENDED ->
                notSent ? "the call ended before the request was sent" : "the call ended without an answer";
        };
    }

    /** "2 s" or "250 ms". */
    static String inWords(Duration time) {
        boolean inSeconds = time.getNano() == 0 || time.getSeconds() > 1_000;
        return inSeconds ? time.getSeconds() + " s" : time.toMillis() + " ms";
    }
}
