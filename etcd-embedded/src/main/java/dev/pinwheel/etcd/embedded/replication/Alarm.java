package dev.pinwheel.etcd.embedded.replication;

import java.time.Duration;

/** Does things later. */
@FunctionalInterface
public interface Alarm {

    /**
     * Has something done once.
     *
     * @param delay how much later, by the system's clock
     * @param task what to do, on another thread; must not block
     */
    void set(Duration delay, Runnable task);
}
