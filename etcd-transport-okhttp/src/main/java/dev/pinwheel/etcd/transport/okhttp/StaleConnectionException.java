package dev.pinwheel.etcd.transport.okhttp;

import java.io.IOException;
import java.io.Serial;

/** A pooled connection was dead; it has been closed, nothing has been sent, and the request may go by another one. */
final class StaleConnectionException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    StaleConnectionException() {
        super("the server had ended the pooled connection");
    }
}
