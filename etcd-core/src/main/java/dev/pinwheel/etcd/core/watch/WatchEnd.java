package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import dev.pinwheel.etcd.core.dispatch.InvalidAnswer;
import dev.pinwheel.etcd.keys.GapReason;
import dev.pinwheel.etcd.keys.WatchPosition;
import java.net.URI;

/** Why a watch is over; a value, so that the exception is made on the thread of the caller. */
sealed interface WatchEnd {

    /**
     * It cannot vouch for a range, and is not to resync (W6).
     *
     * @param from the first index of the range
     * @param reason why
     * @param position where a watch begins that goes on behind the gap
     */
    record Gap(long from, GapReason reason, WatchPosition position) implements WatchEnd {}

    /**
     * etcd refused.
     *
     * @param error what etcd said
     * @param endpoint who refused
     */
    record Refused(ErrorBody error, URI endpoint) implements WatchEnd {}

    /**
     * What answers, time and again, cannot be etcd.
     *
     * @param answer the last of it
     */
    record Garbage(InvalidAnswer answer) implements WatchEnd {}

    /** Its user ended it (W9). */
    record Cancelled() implements WatchEnd {}
}
