package dev.pinwheel.etcd.benchmarks.byhand;

import java.io.IOException;
import java.io.Serial;

/** etcd has answered and refused. */
final class RefusedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int code;

    RefusedException(int code) {
        super("etcd has refused with the code " + code);
        this.code = code;
    }

    int code() {
        return code;
    }
}
