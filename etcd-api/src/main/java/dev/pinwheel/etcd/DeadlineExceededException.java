package dev.pinwheel.etcd;

import java.io.Serial;

/** The deadline set by {@link EtcdClient#withDeadline} passed before an answer was complete (E1, F12). */
public final class DeadlineExceededException extends ContextException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Describes a call that took too long.
     *
     * @param message which call, how long it was given, and what it was waiting for
     * @param outcome what is known about the write
     */
    public DeadlineExceededException(String message, Outcome outcome) {
        super(message, outcome);
    }
}
