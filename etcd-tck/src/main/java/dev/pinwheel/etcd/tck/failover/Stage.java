package dev.pinwheel.etcd.tck.failover;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.failover.Step.Verb;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Plays scripts, each on a cluster and with a client of its own, and says which invariant breaks. */
final class Stage {
    private static final int MEMBERS = 3;
    private static final Duration HEADER_TIMEOUT = Duration.ofMillis(200);
    private static final Duration DEADLINE = Duration.ofMillis(900);
    private static final Duration LATE = Duration.ofSeconds(4); // Not a measure of speed: the machine may be busy.
    private static final int BODY_LIMIT = 1_000_000;
    private static final Duration RELEASED_WITHIN = Duration.ofSeconds(8); // T4.6 says 5, for a machine that is free.

    private final TransportFactory factory;
    private final Patience patience;
    private final boolean leavingNothing;

    Stage(TransportFactory factory, Patience patience, boolean leavingNothing) {
        this.factory = factory;
        this.patience = patience;
        this.leavingNothing = leavingNothing;
    }

    /** The first invariant that a script breaks, in words. */
    Optional<String> play(Script script) throws InterruptedException {
        Leftovers leftovers = new Leftovers(factory);
        List<List<Call>> calls = number(script);
        try (EmbeddedEtcd cluster = EmbeddedEtcd.start(MEMBERS)) {
            prepare(calls, cluster);
            Optional<String> broken;
            try (EtcdClient client = EtcdClient.builder()
                    .endpoints(cluster.endpoints())
                    .transport(leftovers)
                    .headerTimeout(HEADER_TIMEOUT)
                    .bodyLimit(BODY_LIMIT)
                    .random(new SplittableRandom(script.shuffle()))
                    .build()) {
                broken = play(script, calls, cluster, client);
            }
            return broken.or(() -> leavingNothing ? left(leftovers, cluster.endpoints()) : Optional.empty());
        }
    }

    /** By a client of its own, with the default time-outs. */
    private void prepare(List<List<Call>> calls, EmbeddedEtcd cluster) {
        try (EtcdClient client = EtcdClient.builder()
                .endpoints(cluster.endpoints())
                .transport(factory)
                .build()) {
            calls.forEach(some -> some.forEach(call -> call.prepare(client.keys())));
        }
    }

    private Optional<String> play(Script script, List<List<Call>> calls, EmbeddedEtcd cluster, EtcdClient client)
            throws InterruptedException {
        Invariants invariants =
                new Invariants(cluster, HEADER_TIMEOUT, patience.of(LATE).plus(DEADLINE));
        Mischief mischief = new Mischief(cluster);
        List<Ended> all = new ArrayList<>();
        int next = 0;
        for (Step step : script.steps()) {
            if (step instanceof Step.Calls) {
                List<Ended> ended = make(calls.get(next++), client.withDeadline(DEADLINE));
                all.addAll(ended);
                Optional<String> broken = invariants.rightAfter(ended, client.endpoints());
                if (broken.isPresent()) {
                    return broken;
                }
            } else {
                mischief.take(step);
            }
        }
        mischief.take(new Step.Mend()); // What waits at paused members is applied now, if it ever is.
        return invariants.atTheEnd(all);
    }

    private static List<List<Call>> number(Script script) {
        List<List<Call>> calls = new ArrayList<>();
        int number = 0;
        for (Step step : script.steps()) {
            if (step instanceof Step.Calls some) {
                List<Call> together = new ArrayList<>();
                for (Verb verb : some.verbs()) {
                    together.add(new Call(number++, verb));
                }
                calls.add(together);
            }
        }
        return calls;
    }

    private static List<Ended> make(List<Call> calls, EtcdClient client) throws InterruptedException {
        List<FutureTask<Ended>> tasks = new ArrayList<>();
        for (Call call : calls) {
            FutureTask<Ended> task = new FutureTask<>(() -> make(call, client));
            tasks.add(task);
            Thread thread = new Thread(task, "tck-caller");
            thread.setDaemon(true);
            thread.start();
        }
        List<Ended> ended = new ArrayList<>();
        for (FutureTask<Ended> task : tasks) {
            try {
                ended.add(task.get());
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return ended;
    }

    private static Ended make(Call call, EtcdClient client) {
        long started = System.nanoTime();
        Optional<Throwable> failure = Optional.empty();
        try {
            call.make(client.keys());
        } catch (Throwable thrown) {
            failure = Optional.of(thrown);
        }
        return new Ended(call, failure, Duration.ofNanos(System.nanoTime() - started));
    }

    private Optional<String> left(Leftovers leftovers, List<URI> endpoints) {
        try {
            patience.until(
                    () -> leftovers.threads().isEmpty()
                            && Leftovers.socketsTo(endpoints).isEmpty(),
                    patience.of(RELEASED_WITHIN),
                    "nothing is left");
            return Optional.empty();
        } catch (AssertionError late) {
            return Optional.of("after close, threads " + leftovers.threads() + " and sockets "
                    + Leftovers.socketsTo(endpoints) + " are left");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
