package dev.pinwheel.etcd.embedded.replication;

import dev.pinwheel.etcd.embedded.store.Event;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * The events of one watch, in order, until somebody takes them. When too many wait, no more are added: etcd drops such
 * a watch as well, without a sign.
 *
 * <p>Safe for use by many threads; events are taken by one at a time.
 */
public final class Feed {
    private static final int CAPACITY = 100;

    private final Queue<Event> events = new ArrayBlockingQueue<>(CAPACITY);
    private final Runnable whenClosed;
    private volatile Runnable listener = Feed::nobodyListens;

    Feed(List<Event> events, Runnable whenClosed) {
        this.events.addAll(events);
        this.whenClosed = whenClosed;
    }

    /**
     * Sets whom to call when there are events to take: at once if there are some, and then on the thread of whoever
     * made them happen, which holds no lock.
     *
     * @param newListener called often, perhaps in vain
     */
    public void onEvents(Runnable newListener) {
        listener = newListener;
        announce();
    }

    /**
     * Takes the next event.
     *
     * @return empty if none waits
     */
    public Optional<Event> take() {
        return Optional.ofNullable(events.poll());
    }

    /** Ends the watch. Closing again does nothing. */
    public void close() {
        listener = Feed::nobodyListens;
        whenClosed.run();
    }

    /** Says whether there was room. */
    boolean offer(Event event) {
        return events.offer(event);
    }

    void announce() {
        if (!events.isEmpty()) {
            listener.run();
        }
    }

    private static void nobodyListens() {}
}
