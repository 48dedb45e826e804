package dev.pinwheel.etcd.tck.bench;

/** The signals of a listener. */
public enum Signal {
    START,
    HEADERS,
    DATA,
    COMPLETE,
    FAILURE;

    /**
     * Whether nothing comes after it.
     *
     * @return true for COMPLETE and FAILURE
     */
    public boolean isTerminal() {
        return this == COMPLETE || this == FAILURE;
    }
}
