package dev.pinwheel.etcd.benchmarks.faultlog;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.benchmarks.load.Tally;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Watches a counter: reads it, and waits for its changes from there on. The client goes on at other endpoints by
 * itself; when a watch has ended all the same, that is logged, and it begins again with a read. Only its failures are
 * counted: how long it waited for an event says nothing of the client.
 */
final class CounterWatch {
    private static final String OP = "watch";

    private final Target target;
    private final String key;
    private final LogLines lines;
    private final Tally tally;
    private volatile Optional<Target.Events> open = Optional.empty();
    private volatile boolean stopped;

    CounterWatch(Target target, String key, LogLines lines, Tally tally) {
        this.target = target;
        this.key = key;
        this.lines = lines;
        this.tally = tally;
    }

    /** Watches until it is stopped. */
    void watch(Duration pause) {
        Pace pace = new Pace(pause);
        while (!stopped) {
            pace.await();
            Timed timed = new Timed();
            try {
                KeysResponse read = target.call(Call.quorumGet(key));
                timed.log("start", read.node().value());
                takeEvents(read.index());
            } catch (IOException | RuntimeException failure) {
                timed.failed(failure);
            }
        }
    }

    /** Ends the watch; what it says of that is not logged. */
    void stop() {
        stopped = true;
        open.ifPresent(Target.Events::close);
    }

    private void takeEvents(long after) {
        Timed timed = new Timed();
        try (Target.Events events = target.events(key, after)) {
            open = Optional.of(events);
            while (!stopped) {
                timed = new Timed();
                timed.log("ok", events.next().value());
            }
        } catch (IOException | RuntimeException failure) {
            timed.failed(failure);
        }
    }

    /** A wait that began when this was made. */
    private final class Timed {
        private final Instant began = Instant.now();
        private final long begunNanos = System.nanoTime();

        void log(String outcome, String value) {
            lines.add(OP, began, Duration.ofNanos(System.nanoTime() - begunNanos), outcome, value);
        }

        void failed(Throwable failure) {
            if (!stopped) {
                tally.failed(target.errorClass(failure));
                log(target.errorClass(failure), "");
            }
        }
    }
}
