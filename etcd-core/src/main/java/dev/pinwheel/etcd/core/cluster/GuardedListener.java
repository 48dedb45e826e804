package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.ClientListener;
import java.util.function.Consumer;

/**
 * A user's listener, whose exceptions end here. Safe for use by many threads if the listener is.
 *
 * @param listener who is told
 */
public record GuardedListener(ClientListener listener) {
    private static final System.Logger LOG = System.getLogger("dev.pinwheel.etcd");

    /** Tells something. */
    void tell(Consumer<ClientListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException harmless) {
            LOG.log(System.Logger.Level.WARNING, "a ClientListener failed", harmless);
        }
    }
}
