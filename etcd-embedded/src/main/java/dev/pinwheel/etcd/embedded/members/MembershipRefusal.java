package dev.pinwheel.etcd.embedded.members;

import java.io.Serial;

/** Says that members cannot be changed in this way. */
public final class MembershipRefusal extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    MembershipRefusal(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /** Why not. */
    public enum Reason {
        /** Another member has one of the URLs. */
        URL_IN_USE,
        /** No member has this id. */
        UNKNOWN,
        /** The member with this id was removed. */
        REMOVED,
        /** Too few members would be left that run. */
        QUORUM_AT_RISK
    }

    /**
     * Returns why not.
     *
     * @return the rule that forbids it
     */
    public Reason reason() {
        return reason;
    }
}
