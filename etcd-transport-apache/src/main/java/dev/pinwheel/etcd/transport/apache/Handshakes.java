package dev.pinwheel.etcd.transport.apache;

import javax.net.ssl.SSLException;

/** Says what went wrong between the connection and the end of its TLS handshake. */
final class Handshakes {
    private Handshakes() {}

    /** A reset in the middle of the handshake is how some servers refuse it. */
    static SSLException failure(Exception failure) {
        return failure instanceof SSLException already
                ? already
                : new SSLException("the connection broke during the TLS handshake: " + failure, failure);
    }
}
