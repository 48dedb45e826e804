package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;

/** Says what exceptions mean, by their type and by how far the exchange had come (T5). */
final class Failures {
    private final Flaws flaws;

    Failures(Flaws flaws) {
        this.flaws = flaws;
    }

    TransportException classify(Throwable failure, Phase phase) {
        Kind kind = kindOf(failure, phase);
        boolean notSent = phase.isNotSent() || flaws.has(Flaw.REPORTS_SENT_AS_NOT_SENT);
        if (flaws.has(Flaw.TAKES_A_LATE_ALERT_FOR_AN_EARLY_ONE) && kind == Kind.TLS) {
            notSent = true;
        }
        Throwable cause = flaws.has(Flaw.KEEPS_CAUSES_TO_ITSELF) ? null : failure;
        return new TransportException(kind, notSent, "failed while " + phase.inWords() + ": " + failure, cause);
    }

    /** An early end, told with what it made of the exchange: only now it is certain whether the request was sent. */
    TransportException explain(TransportException early, Throwable failure, Phase phase) {
        Throwable cause = early.getCause() == null ? failure : early.getCause();
        return new TransportException(early.kind(), phase.isNotSent(), String.valueOf(early.getMessage()), cause);
    }

    private Kind kindOf(Throwable failure, Phase phase) {
        return switch (phase) {
            case QUEUED -> Kind.OTHER;
            case CONNECTING ->
                flaws.has(Flaw.CALLS_A_REFUSED_CONNECTION_OTHER) ? Kind.OTHER : ioOr(failure, Kind.CONNECT_FAILED);
            case SHAKING_HANDS -> ioOr(failure, Kind.TLS);
            case SENDING, WAITING -> afterSending(failure);
        };
    }

    private Kind afterSending(Throwable failure) {
        if (failure instanceof MalformedAnswer) {
            return flaws.has(Flaw.CALLS_GARBAGE_A_LOST_CONNECTION) ? Kind.CONNECTION_LOST : Kind.PROTOCOL;
        }
        // A client certificate that is refused late, in TLS 1.3 (T5.6).
        return failure instanceof SSLHandshakeException ? Kind.TLS : ioOr(failure, Kind.CONNECTION_LOST);
    }

    private static Kind ioOr(Throwable failure, Kind ofIo) {
        return failure instanceof IOException ? ofIo : Kind.OTHER;
    }
}
