package dev.pinwheel.etcd.core.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** What whoever drives a watch has to do now. */
sealed interface Todo {

    /**
     * Ask for the first change from {@code index} on; report the head to {@link WatchState#after(PollHead)}, or the end
     * if it comes before one.
     *
     * @param index the waitIndex
     * @param where which endpoint to ask
     * @param backOff how long to wait before, for {@link BackOff#before}
     */
    record Poll(long index, Where where, int backOff) implements Todo {}

    /**
     * Wait for the end of the open poll, and end it when its time is up.
     *
     * @param window the longest that it may stay open, counted from its head
     */
    record Await(Duration window) implements Todo {

        /** The time for this poll: the window, or up to a quarter less, so that watches do not all ask at once. */
        Duration bound(RandomGenerator random) {
            return Pace.within(window, random);
        }
    }

    /**
     * End the open poll if there is one, and read the key with a quorum.
     *
     * @param question what for
     * @param isRecursive whether all that is below it is needed, too
     * @param backOff how long to wait before, for {@link BackOff#before}
     */
    record Read(Question question, boolean isRecursive, int backOff) implements Todo {}

    /**
     * Nothing more.
     *
     * @param end why
     */
    record Stop(WatchEnd end) implements Todo {}

    /** Which endpoint a poll goes to. */
    enum Where {
        /** The one that has answered last: what it said last can only be followed up there without delay. */
        STAY,
        /** The next that is not suspect, if there is another. */
        ELSEWHERE
    }

    /** What a quorum read is to decide. */
    enum Question {
        /** Where the present is: the watch begins behind it. */
        PRESENT,
        /** What became of the changes that a member has forgotten. */
        FORGOTTEN,
        /** Whether a member with another cluster's id speaks for all. */
        OTHER_CLUSTER,
        /** Whether a member with a low index is slow, or the cluster's index went back. */
        LOW_INDEX
    }
}
