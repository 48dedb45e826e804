package dev.pinwheel.etcd.embedded.store;

import java.io.Serial;

/** Says that a rule forbids an operation. Carries no stack trace: it is an answer, not a fault. */
final class Refusal extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient Bytes cause;

    private Refusal(ErrorCode code, Bytes cause) {
        super(code.message() + ": " + cause, null, false, false);
        this.code = code;
        this.cause = cause;
    }

    static Refusal of(ErrorCode code, Key key) {
        return new Refusal(code, key.asCause());
    }

    static Refusal rootIsReadOnly() {
        return new Refusal(ErrorCode.ROOT_IS_READ_ONLY, new Bytes(Key.ROOT.path()));
    }

    static Refusal compareFailed(Bytes differences) {
        return new Refusal(ErrorCode.COMPARE_FAILED, differences);
    }

    static Refusal historyCleared(long oldest, long asked) {
        String range = "[" + oldest + "/" + Long.toUnsignedString(asked) + "]";
        return new Refusal(ErrorCode.HISTORY_CLEARED, new Bytes("the requested history has been cleared " + range));
    }

    KeysError at(long index) {
        return new KeysError(code, cause, index);
    }
}
