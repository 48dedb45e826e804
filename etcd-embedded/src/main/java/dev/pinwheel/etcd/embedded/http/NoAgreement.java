package dev.pinwheel.etcd.embedded.http;

import java.io.Serial;

/** Says that the members cannot agree on a change now. */
final class NoAgreement extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    NoAgreement() {
        super("no majority of the members, or no leader", null, false, false);
    }
}
