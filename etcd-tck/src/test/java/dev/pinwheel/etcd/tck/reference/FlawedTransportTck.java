package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.TransportTck;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.rule.Level;
import dev.pinwheel.etcd.tck.rule.Rule;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite on a transport with a flaw; run by {@link KillTest} only. */
@ExtendWith(FlawParameters.class)
class FlawedTransportTck extends TransportTck {
    private static final Set<Rule> COSTLY = EnumSet.of(Rule.T6_5, Rule.T7_2);

    private final Flaw flaw;
    private final Patience patience;

    FlawedTransportTck(Flaw flaw, Patience patience) {
        this.flaw = flaw;
        this.patience = patience;
        for (Rule rule : Rule.values()) {
            boolean costly = rule.level() == Level.OPTIONAL || COSTLY.contains(rule);
            if (costly && !flaw.breaks().contains(rule)) {
                skip(rule.id(), "takes long, or heap, threads and sockets by the thousand");
            }
        }
    }

    @Override
    protected TransportFactory factory() {
        return new ReferenceTransportFactory(Flaws.only(flaw));
    }

    @Override
    protected double timeFactor() {
        return patience.factor();
    }

    @Override
    protected Path reports() {
        return Path.of("target", "etcd-tck", "flaws");
    }
}
