package dev.pinwheel.etcd.core.watch;

/**
 * What a subscriber has asked for, passed on to its watch a little at a time: however much that is, few events wait for
 * a subscriber that is slow (W8). Safe for use by many threads.
 */
final class Demand {
    /** The event that the subscriber deals with, and the one that is fetched meanwhile. */
    private static final int AT_ONCE = 2;

    private long wanted;
    private int passedOn;

    /** The subscriber wants so many more; tells how many the watch is to fetch now. */
    synchronized int more(long count) {
        wanted = wanted + count < 0 ? Long.MAX_VALUE : wanted + count;
        return passOn();
    }

    /** The subscriber has dealt with an event; tells how many the watch is to fetch now. */
    synchronized int dealtWithOne() {
        passedOn--;
        return passOn();
    }

    private int passOn() {
        int now = (int) Math.min(wanted, AT_ONCE - passedOn);
        wanted = wanted == Long.MAX_VALUE ? wanted : wanted - now;
        passedOn += now;
        return now;
    }
}
