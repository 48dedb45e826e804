package dev.pinwheel.etcd.tck.reference;

/** How far an exchange has come. */
enum Phase {
    /** Waiting for a place in the pool, if for anything. */
    QUEUED("waiting for a connection"),
    /** Looking up the host, or connecting. */
    CONNECTING("connecting"),
    /** Making the TLS connection, if there is one. */
    SHAKING_HANDS("making a TLS connection"),
    /** From before the first byte of the request on. */
    SENDING("sending the request"),
    /** The request has gone out. */
    WAITING("waiting for the answer");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    boolean isDialling() {
        return this == CONNECTING || this == SHAKING_HANDS;
    }

    /** Whether it is certain that the server has not got the request (T5.3). */
    boolean isNotSent() {
        return compareTo(SENDING) < 0;
    }

    String inWords() {
        return words;
    }
}
