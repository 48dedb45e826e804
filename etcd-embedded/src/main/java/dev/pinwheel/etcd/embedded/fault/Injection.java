package dev.pinwheel.etcd.embedded.fault;

import java.util.OptionalInt;

/**
 * One fault that was put in: tells how often it has struck, and takes it back. Thread-safe. Not to be implemented.
 *
 * <pre>{@code
 * Injection lost = etcd.faults().next(1).inject(Fault.resetAfterApplying());
 * ...
 * assertThat(lost.hits()).isEqualTo(1);
 * }</pre>
 */
public interface Injection {

    /**
     * Returns how often the fault has struck: how many requests, or for faults of connections how many connections.
     *
     * @return 0 or more; of {@link Fault#refuse()} always 0, for nobody can see whom it strikes
     */
    int hits();

    /**
     * Returns how often it will still strike.
     *
     * @return 0 once it is used up or taken back; empty if it is there for always
     */
    OptionalInt remaining();

    /** Takes the fault back: it strikes no more, and connections that it stalls are reset. Does nothing twice. */
    void cancel();
}
