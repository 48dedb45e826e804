package dev.pinwheel.etcd.core.call;

import java.util.concurrent.CompletableFuture;

/**
 * The result of a call, as users get it: cancelling it, or any future that is derived from it, aborts the exchange
 * (TC6).
 */
final class CallFuture<T> extends CompletableFuture<T> {
    private final Runnable abort;

    CallFuture(Runnable abort) {
        this.abort = abort;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean wasCancelled = super.cancel(mayInterruptIfRunning);
        if (wasCancelled) {
            abort.run();
        }
        return wasCancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallFuture<>(abort);
    }
}
