package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.watch.Todo.Question;
import dev.pinwheel.etcd.core.watch.Todo.Where;

/** What a watch is busy with. */
sealed interface Phase {

    /** A poll is to be opened, or has no head yet. */
    record Asking(Where where, LowIndex lowIndex) implements Phase {

        static Asking at(Where where) {
            return new Asking(where, LowIndex.DOUBTED);
        }
    }

    /** A poll is open. */
    record Waiting(PollHead head) implements Phase {}

    /** A quorum read is to be done, or under way. */
    record Reading(Question question) implements Phase {}

    /** Nothing more happens. */
    record Over(WatchEnd end) implements Phase {}

    /** What a member is taken for whose index is lower than the watch has seen one. */
    enum LowIndex {
        /** One of a cluster that may have been restored. */
        DOUBTED,
        /** A slow follower, as the cluster's index has just been read. */
        EXPLAINED
    }
}
