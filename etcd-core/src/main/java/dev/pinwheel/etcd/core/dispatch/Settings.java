package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.Credentials;
import dev.pinwheel.etcd.RedirectPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * How attempts are made.
 *
 * @param headerTimeout until the head, redirects included, and again for each pause of the body; zero for no limit
 *     (F11)
 * @param bodyLimit the longest body in bytes (TC5)
 * @param redirectPolicy may refuse redirects (F9)
 * @param credentials who the client is, if not a guest (F10)
 * @param isMonotonic whether a read may not go back behind an earlier one (F16)
 */
public record Settings(
        Duration headerTimeout,
        int bodyLimit,
        RedirectPolicy redirectPolicy,
        Optional<Credentials> credentials,
        boolean isMonotonic) {

    /**
     * How long the end of an aborted exchange is waited for, which tells whether the request was sent; after that it
     * counts as sent.
     */
    static final Duration ABORT_GRACE = Duration.ofMillis(250);

    /** The same for whatever has a budget of its own. */
    Settings withoutHeaderTimeout() {
        return new Settings(Duration.ZERO, bodyLimit, redirectPolicy, credentials, isMonotonic);
    }
}
