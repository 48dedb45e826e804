package dev.pinwheel.etcd.transport.okhttp;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets no more exchanges use an endpoint at a time than it may have connections; the others wait, first come first
 * served (T7.1). OkHttp itself knows no such limit.
 */
final class Turns {
    private final Set<Turn> waiting = new LinkedHashSet<>();
    private int free;

    Turns(int free) {
        this.free = free;
    }

    /** One exchange's turn, which is over once it has been left, begun or not. */
    final class Turn {
        private final Runnable begin;
        private boolean held;
        private boolean over;

        private Turn(Runnable begin) {
            this.begin = begin;
        }

        /** Ends the turn, or the wait for it, and lets the next one begin. */
        void leave() {
            Turn next = left(this);
            if (next != null) {
                next.begin.run();
            }
        }
    }

    /** Queues for a turn; {@code begin} runs once when it comes, here or on the thread that makes way. */
    Turn queue(Runnable begin) {
        return new Turn(begin);
    }

    /** Runs the turn's beginning now if there is room, and otherwise when it is next. */
    void enter(Turn turn) {
        if (entered(turn)) {
            turn.begin.run();
        }
    }

    private synchronized boolean entered(Turn turn) {
        if (turn.over) {
            return false;
        }
        if (free == 0) {
            waiting.add(turn);
            return false;
        }
        free--;
        turn.held = true;
        return true;
    }

    private synchronized @Nullable Turn left(Turn turn) {
        boolean makesWay = turn.held && !turn.over;
        turn.over = true;
        waiting.remove(turn);
        if (!makesWay) {
            return null;
        }
        if (waiting.isEmpty()) {
            free++;
            return null;
        }
        Turn next = waiting.iterator().next();
        waiting.remove(next);
        next.held = true;
        return next;
    }
}
