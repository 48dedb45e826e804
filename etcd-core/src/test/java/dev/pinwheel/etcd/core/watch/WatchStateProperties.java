package dev.pinwheel.etcd.core.watch;

import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.APPLY;
import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.CLEAN_END;
import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.CLIENT;
import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.NO_HEAD;
import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.READ_FAILS;
import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.RESET;
import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.RESTART;
import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.RESTORE;
import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.SNAPSHOT;
import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.STRANGER;
import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.TIME_UP;
import static dev.pinwheel.etcd.core.watch.WatchRun.Kind.WRITE;

import dev.pinwheel.etcd.core.watch.WatchRun.Act;
import dev.pinwheel.etcd.core.watch.WatchRun.Kind;
import dev.pinwheel.etcd.core.watch.WatchRun.Seen;
import dev.pinwheel.etcd.keys.OnGap;
import dev.pinwheel.etcd.keys.WatchOptions;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Random histories, faults and members against a model of what etcd does, the log being the judge (W1). */
class WatchStateProperties {

    /** A cluster, a watch, and what happens to them. */
    record Script(
            int members, int history, String key, WatchOptions options, int start, List<Act> before, List<Act> acts) {

        /** The run, begun after what was before. A start below zero is the present. */
        WatchRun begin() {
            ModelCluster cluster = new ModelCluster(members, history);
            before.forEach(act -> WatchRun.write(cluster.store(), act));
            long index = Math.min(start, cluster.store().index());
            return new WatchRun(cluster, key, start < 0 ? options : options.withAfter(index));
        }
    }

    @Property(tries = 10_000)
    void W1_everyVisibleChangeIsHandedOutOnceAndInOrder_orLiesInADeclaredGap(@ForAll("scripts") Script script) {
        WatchRun run = script.begin();

        run.play(script.acts());
        run.settle();

        for (Seen what : Seen.values()) {
            Statistics.label(what.name()).collect(run.seen().contains(what));
            Statistics.label(what.name())
                    .coverage(coverage -> coverage.check(true).count(count -> count >= 50));
        }
    }

    @Provide
    Arbitrary<Script> scripts() {
        Arbitrary<String> keys = Arbitraries.of("/a", "/a/x", "/a/d", "/a/d/k", "/a/_h", "/ab", "/");
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(3, 20),
                        keys,
                        options(),
                        Arbitraries.integers().between(-5, 10),
                        acts(Arbitraries.just(WRITE)).list().ofMaxSize(15),
                        acts(kinds()).list().ofMinSize(1).ofMaxSize(120))
                .as(Script::new);
    }

    private static Arbitrary<WatchOptions> options() {
        return Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(OnGap.values()))
                .as((isRecursive, onGap) ->
                        (isRecursive ? WatchOptions.recursive() : WatchOptions.none()).withOnGap(onGap));
    }

    private static Arbitrary<Kind> kinds() {
        return Arbitraries.frequency(
                Tuple.of(30, WRITE),
                Tuple.of(20, APPLY),
                Tuple.of(40, CLIENT),
                Tuple.of(6, SNAPSHOT),
                Tuple.of(3, RESET),
                Tuple.of(3, TIME_UP),
                Tuple.of(2, CLEAN_END),
                Tuple.of(2, NO_HEAD),
                Tuple.of(1, READ_FAILS),
                Tuple.of(1, STRANGER),
                Tuple.of(1, RESTART),
                Tuple.of(1, RESTORE));
    }

    private static Arbitrary<Act> acts(Arbitrary<Kind> kinds) {
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 100))
                .as(Act::new);
    }
}
