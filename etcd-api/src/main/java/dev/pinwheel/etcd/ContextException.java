package dev.pinwheel.etcd;

import java.io.Serial;

/**
 * The caller's side ended the call: {@link DeadlineExceededException} or {@link CallCancelledException} (E1).
 *
 * <p>What had failed by then is attached as suppressed exceptions, a {@link ClusterException} with every failure (F12).
 */
public abstract sealed class ContextException extends EtcdException
        permits DeadlineExceededException, CallCancelledException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * For the family.
     *
     * @param message what happened, for people
     * @param outcome what is known about the write
     */
    protected ContextException(String message, Outcome outcome) {
        super(message, outcome, null);
    }
}
