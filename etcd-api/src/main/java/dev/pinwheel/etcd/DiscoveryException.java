package dev.pinwheel.etcd;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The name service gave no endpoints (C7). */
public final class DiscoveryException extends EtcdException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Describes the failure.
     *
     * @param message what was asked, and what came of it
     * @param cause what the resolver reported, or null
     */
    public DiscoveryException(String message, @Nullable Throwable cause) {
        super(message, Outcome.NOT_APPLIED, cause);
    }
}
