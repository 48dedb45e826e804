package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.TransportTck;
import dev.pinwheel.etcd.tck.rule.Level;
import dev.pinwheel.etcd.tck.rule.Rule;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite on a transport with a flaw; run by {@link KillTest} only. */
@ExtendWith(FlawParameter.class)
class FlawedTransportTck extends TransportTck {
    private final Flaw flaw;

    FlawedTransportTck(Flaw flaw) {
        this.flaw = flaw;
        for (Rule rule : Rule.values()) {
            boolean costly = rule.level() == Level.OPTIONAL || rule == Rule.T7_2;
            if (costly && !flaw.breaks().contains(rule)) {
                skip(rule.id(), "takes heap, threads and sockets by the thousand, and other flaws run beside this one");
            }
        }
    }

    @Override
    protected TransportFactory factory() {
        return new ReferenceTransportFactory(Flaws.only(flaw));
    }

    /** Much of the suite's time is spent waiting for what a flaw keeps from coming. */
    @Override
    protected double timeFactor() {
        return FlawParameter.TIME_FACTOR;
    }

    @Override
    protected Path reports() {
        return Path.of("target", "etcd-tck", "flaws");
    }
}
