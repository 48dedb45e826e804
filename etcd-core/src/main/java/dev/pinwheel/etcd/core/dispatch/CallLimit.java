package dev.pinwheel.etcd.core.dispatch;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets no more calls be in flight at a time than a client may have; the others wait in line, first come first served.
 *
 * <p>What thousands of calls at once would share is a processor and an endpoint: all would take longer, and those that
 * are served last would meet their header time-out (F11), which begins with an attempt and so not in the line. Safe for
 * use by many threads.
 */
public final class CallLimit {
    private final AtomicInteger free;

    // The lock guards the line, and is not held while anything is called.
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<InLine> line = new LinkedHashSet<>();
    private volatile int waiting;

    /** So many at a time, at least 1. */
    public CallLimit(int most) {
        this.free = new AtomicInteger(most);
    }

    /** What one call needs to be in flight. */
    interface Turn {
        /** For what is not counted. */
        Turn ALWAYS = new Turn() {
            @Override
            public void take(Runnable now, Runnable later) {
                now.run();
            }

            @Override
            public boolean giveUp() {
                return false;
            }

            @Override
            public void leave() {}
        };

        /** Runs the first now, or else the second when it is next in line, on the thread that makes way. */
        void take(Runnable now, Runnable later);

        /** Leaves the line; false if the turn has come already, or is not awaited. */
        boolean giveUp();

        /** Makes way for the next in line, if the turn has come; more than once does nothing more. */
        void leave();
    }

    /** A turn for one call. */
    Turn turn() {
        return new InLine();
    }

    private boolean takeFree() {
        int left = free.get();
        while (left > 0 && !free.compareAndSet(left, left - 1)) {
            left = free.get();
        }
        return left > 0;
    }

    private void admit() {
        for (InLine next = nextInLine(); next != null; next = nextInLine()) {
            next.admitted();
        }
    }

    private @Nullable InLine nextInLine() {
        lock.lock();
        try {
            if (line.isEmpty() || !takeFree()) {
                return null;
            }
            InLine next = line.iterator().next();
            drop(next);
            return next;
        } finally {
            lock.unlock();
        }
    }

    private boolean drop(InLine turn) {
        boolean dropped = line.remove(turn);
        waiting = line.size();
        return dropped;
    }

    private final class InLine implements Turn {
        private volatile boolean held;
        private volatile boolean begins;
        private @Nullable Runnable later; // Written before it stands in line, and read after.

        @Override
        public void take(Runnable now, Runnable whenNext) {
            if (waiting == 0 && takeFree()) {
                held = true;
                begin(now);
            } else {
                later = whenNext;
                queue();
                admit(); // Whoever has made way meanwhile did not see this one.
            }
        }

        private void queue() {
            lock.lock();
            try {
                line.add(this);
                waiting = line.size();
            } finally {
                lock.unlock();
            }
        }

        private void admitted() {
            held = true;
            begins = true;
            begin(requireNonNull(later, "admitted from outside the line"));
            begins = false;
        }

        /** What cannot begin holds up nobody. */
        private void begin(Runnable beginning) {
            try {
                beginning.run();
            } catch (RuntimeException | Error notBegun) {
                begins = false;
                leave();
                throw notBegun;
            }
        }

        @Override
        public boolean giveUp() {
            if (waiting == 0) {
                return false;
            }
            lock.lock();
            try {
                return drop(this);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void leave() {
            if (held) {
                held = false;
                free.incrementAndGet();
                if (waiting > 0 && !begins) {
                    admit(); // Else whoever lets this one begin goes on, so that many that end at once do not nest.
                }
            }
        }
    }
}
