package dev.pinwheel.etcd.benchmarks.watching;

import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.benchmarks.load.Mode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Watches of one key that wait for the next round, and tell it when the write of that round reaches them. */
final class ParkedWatches implements AutoCloseable {
    private final Target target;
    private final String key;
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private volatile Round round;
    private volatile boolean closed;

    private ParkedWatches(Target target, String key, Round round) {
        this.target = target;
        this.key = key;
        this.round = round;
    }

    /** Opens a number of watches behind an index. */
    static ParkedWatches open(Target target, Mode mode, String key, long after, int count, Round round) {
        ParkedWatches watches = new ParkedWatches(target, key, round);
        for (int i = 0; i < count; i++) {
            int number = i;
            if (mode == Mode.ASYNC) {
                watches.open.add(target.subscribe(
                        key, after, node -> watches.round.delivered(number, node.value()), watches::ended));
            } else {
                Executor threads =
                        mode.threads().orElseThrow(() -> new IllegalStateException("no such threads: " + mode));
                threads.execute(() -> watches.take(number, after));
            }
        }
        return watches;
    }

    /** What is told from now on belongs to another round. */
    void begin(Round next) {
        round = next;
    }

    @Override
    public void close() {
        closed = true;
        for (AutoCloseable watch : open) {
            try {
                watch.close();
            } catch (Exception failed) {
                throw new IllegalStateException("a watch was not closed", failed);
            }
        }
    }

    private void take(int number, long after) {
        try (Target.Events events = target.events(key, after)) {
            open.add(events);
            while (!closed) {
                String value = events.next().value(); // The round may have changed while this waited.
                round.delivered(number, value);
            }
        } catch (IOException | RuntimeException failure) {
            ended(failure);
        }
    }

    private void ended(Throwable failure) {
        if (!closed) {
            round.ended(target.errorClass(failure));
        }
    }
}
