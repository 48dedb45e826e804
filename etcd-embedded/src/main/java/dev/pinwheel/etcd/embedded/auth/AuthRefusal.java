package dev.pinwheel.etcd.embedded.auth;

import java.io.Serial;

/** Says that a rule forbids a change of users, roles or the switch. */
public final class AuthRefusal extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    AuthRefusal(Reason reason, String sentence) {
        super("auth: " + sentence, null, false, false);
        this.reason = reason;
    }

    /** What kind of rule. */
    public enum Reason {
        /** Something is missing from the request. */
        INCOMPLETE,
        /** Nobody may do that. */
        FORBIDDEN,
        /** What it is about does not exist. */
        MISSING,
        /** It does not fit what is there. */
        CONFLICT
    }

    /**
     * Returns what kind of rule forbids it.
     *
     * @return the kind
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns the rule in the words of etcd.
     *
     * @return such as {@code auth: already enabled}
     */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
