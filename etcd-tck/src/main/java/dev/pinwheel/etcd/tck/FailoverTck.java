package dev.pinwheel.etcd.tck;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.failover.FailoverProperty;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Tries the whole client on a transport, against an embedded cluster of three members with random faults: extend it,
 * name the factory, run it with JUnit 5.
 *
 * <pre>{@code
 * class MyFailoverTest extends FailoverTck {
 *     @Override
 *     protected TransportFactory factory() {
 *         return new MyTransportFactory();
 *     }
 * }
 * }</pre>
 *
 * <p>Whatever happens to the members: a write that was acknowledged has been applied exactly once; one that failed as
 * {@code NOT_APPLIED} never has; nothing that must not be repeated is received twice; every call ends within its bound;
 * the pin follows F7; and when the client is closed no thread and, where the kernel tells of them, no socket is left. A
 * failure shows the seed, and the smallest script that breaks one of these.
 *
 * <p>A complement to {@link TransportTck}, not a part of the certification: it tries transport and engine together.
 */
public abstract class FailoverTck {

    /** For subclasses. */
    protected FailoverTck() {
        // Nothing to prepare.
    }

    /**
     * What the client runs on.
     *
     * @return a factory; asked for once
     */
    protected abstract TransportFactory factory();

    /**
     * Where the random scripts begin; a failure prints it.
     *
     * @return by default the system property {@code etcd.tck.seed}, or another one each time
     */
    protected long seed() {
        return Long.getLong("etcd.tck.seed", System.nanoTime());
    }

    /**
     * How long scripts are played.
     *
     * @return by default the system property {@code etcd.tck.failoverSeconds}, or 5 s
     */
    protected Duration time() {
        return Duration.ofSeconds(Long.getLong("etcd.tck.failoverSeconds", 5));
    }

    /**
     * How much longer than on a common machine to wait for what must come.
     *
     * @return by default the system property {@code etcd.tck.timeFactor}, or 1
     */
    protected double timeFactor() {
        return Double.parseDouble(System.getProperty("etcd.tck.timeFactor", "1"));
    }

    /**
     * Whether nothing may be left when the client is closed.
     *
     * @return true by default; false for a transport that cannot keep T4.6, and says so in its {@link TransportTck}
     */
    protected boolean leavesNothingBehind() {
        return true;
    }

    @Test
    void F_whateverHappensToTheMembers_theInvariantsHold() throws Exception {
        TransportFactory factory = factory();
        Patience patience = new Patience(timeFactor());
        FailoverProperty property = leavesNothingBehind()
                ? FailoverProperty.leavingNothing(seed(), factory, patience)
                : FailoverProperty.ofCallsOnly(seed(), factory, patience);
        int played = property.check(time());
        System.out.println("etcd-tck: failover on " + factory.name() + " is sound in " + played + " scripts");
    }
}
