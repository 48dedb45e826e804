package dev.pinwheel.etcd;

import java.io.Serial;

/**
 * The calling thread was interrupted, and its interrupt flag is still set; or the client was closed during the call
 * (E1, F12).
 */
public final class CallCancelledException extends ContextException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Describes a call that was ended.
     *
     * @param message which call, and what ended it
     * @param outcome what is known about the write
     */
    public CallCancelledException(String message, Outcome outcome) {
        super(message, outcome);
    }
}
