package dev.pinwheel.etcd.transport.jetty;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what comes of a connection, once, and then forgets to whom: Jetty's connection keeps its promise for as
 * long as it lives, and with it all that was known when it was being made, which is half a kilobyte for each watch
 * (W10).
 *
 * @param <C> what is promised
 */
final class ForgetfulPromise<C> implements Promise<C> {
    private final AtomicReference<@Nullable Promise<C>> waiting;

    /** On behalf of whoever waits. */
    ForgetfulPromise(Promise<C> waiting) {
        this.waiting = new AtomicReference<>(waiting);
    }

    @Override
    public void succeeded(C result) {
        Promise<C> told = waiting.getAndSet(null);
        if (told != null) {
            told.succeeded(result);
        }
    }

    @Override
    public void failed(Throwable failure) {
        Promise<C> told = waiting.getAndSet(null);
        if (told != null) {
            told.failed(failure);
        }
    }
}
