package dev.pinwheel.etcd;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The cluster has no leader that clients can be sent to, so the endpoints stay as they are (C2). */
public final class NoLeaderException extends EtcdException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Describes the failure.
     *
     * @param message what was found instead
     * @param cause what the endpoints answered, or null
     */
    public NoLeaderException(String message, @Nullable Throwable cause) {
        super(message, Outcome.NOT_APPLIED, cause);
    }
}
