package dev.pinwheel.etcd.core.call;

import java.io.Serial;

/** A body is not what etcd would send; the message follows "http://… answered GET … with". */
public final class UnexpectedAnswerException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    public UnexpectedAnswerException(String fault) {
        super(fault);
    }

    /** Says what is wrong, and what found it. */
    public UnexpectedAnswerException(String fault, Throwable cause) {
        super(fault, cause);
    }

    public String fault() {
        return String.valueOf(getMessage());
    }
}
