package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.store.Bytes;
import dev.pinwheel.etcd.embedded.store.ErrorCode;
import dev.pinwheel.etcd.embedded.store.KeysError;
import java.io.Serial;

/** Says that the parameters of a keys request break a rule, before the store is asked. */
final class InvalidRequest extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient Bytes cause;

    InvalidRequest(ErrorCode code, String cause) {
        super(cause, null, false, false);
        this.code = code;
        this.cause = new Bytes(cause);
    }

    KeysError error() {
        return new KeysError(code, cause, 0);
    }
}
