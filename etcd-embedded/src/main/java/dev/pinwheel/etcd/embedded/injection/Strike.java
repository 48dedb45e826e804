package dev.pinwheel.etcd.embedded.injection;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.server.ServerExchange;

/** One use of a fault. */
public final class Strike {
    private final Script script;
    private final StalledConnections stalled;
    private final long releasesBefore;

    Strike(Script script, StalledConnections stalled, long releasesBefore) {
        this.script = script;
        this.stalled = stalled;
        this.releasesBefore = releasesBefore;
    }

    /**
     * Returns what strikes.
     *
     * @return the fault
     */
    public Fault fault() {
        return script.fault();
    }

    /**
     * Leaves an exchange as it is until its client goes away or the fault is taken back.
     *
     * @param exchange that is not answered, and never will be
     */
    public void stall(ServerExchange exchange) {
        stalled.add(script, releasesBefore, exchange);
    }
}
