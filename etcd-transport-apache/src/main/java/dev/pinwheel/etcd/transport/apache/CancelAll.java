package dev.pinwheel.etcd.transport.apache;

import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;

/**
 * Cancels every step that an exchange has gone through.
 *
 * <p>HttpClient's own dependency knows the step that was named last; on a reused connection that is the lease, long
 * done, which is named after the request that came of it.
 */
final class CancelAll implements CancellableDependency {
    private final List<Cancellable> steps = new ArrayList<>(2);
    private boolean cancelled;

    @Override
    public void setDependency(Cancellable step) {
        synchronized (this) {
            if (!cancelled) {
                steps.add(step);
                return;
            }
        }
        step.cancel();
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean cancel() {
        List<Cancellable> all;
        synchronized (this) {
            if (cancelled) {
                return false;
            }
            cancelled = true;
            all = List.copyOf(steps);
            steps.clear();
        }
        all.forEach(Cancellable::cancel);
        return true;
    }
}
