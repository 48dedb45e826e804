package dev.pinwheel.etcd.tck.reference;

import java.io.Serial;

/** Leads out of an exchange that has been cancelled, closed, or spoilt by its listener. */
final class EndedEarly extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    EndedEarly() {
        super("the exchange was ended early");
    }
}
