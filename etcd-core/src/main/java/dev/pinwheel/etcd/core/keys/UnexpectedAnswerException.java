package dev.pinwheel.etcd.core.keys;

import java.io.Serial;

/** A body is not what etcd would send; the message follows "http://… answered GET … with". */
final class UnexpectedAnswerException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(String fault) {
        super(fault);
    }

    UnexpectedAnswerException(String fault, Throwable cause) {
        super(fault, cause);
    }

    String fault() {
        return String.valueOf(getMessage());
    }
}
