package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseListener;

/** By what the exchanges of one call are carried. */
@FunctionalInterface
interface Carrier {

    /** Starts an exchange, or will soon; all that happens is signalled to the listener. */
    void carry(HttpRequest request, ResponseListener listener);
}
