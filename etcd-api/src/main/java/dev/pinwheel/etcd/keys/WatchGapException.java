package dev.pinwheel.etcd.keys;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.Outcome;
import java.io.Serial;

/**
 * A watch cannot vouch for a range of indexes, and has ended there (W6): read the state again and watch from the
 * answer's index on, or ask for {@link OnGap#RESYNC}, which does just that.
 */
public final class WatchGapException extends EtcdException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long from;
    private final GapReason reason;
    // Its parts, as a record is not serializable by itself.
    private final String clusterId;
    private final long to;

    /**
     * Describes a gap.
     *
     * @param key the watched key
     * @param from the first index that may hold a change which was not handed out
     * @param reason why
     * @param position where a watch begins that goes on behind the gap
     */
    public WatchGapException(String key, long from, GapReason reason, WatchPosition position) {
        super(describe(key, from, requireNonNull(reason, "reason"), position), Outcome.NOT_APPLIED, null);
        this.from = from;
        this.reason = reason;
        this.clusterId = position.clusterId();
        this.to = position.index();
    }

    /**
     * The first index that may hold a change which was not handed out.
     *
     * @return the index
     */
    public long from() {
        return from;
    }

    /**
     * The last index that may hold a change which was not handed out: that of the cluster when the gap was found.
     *
     * @return the index, in the count of the cluster that answers now; if that is another one, or its index went back,
     *     it may be lower than {@link #from()}
     */
    public long to() {
        return to;
    }

    /**
     * Why the watch cannot vouch for the range.
     *
     * @return the reason
     */
    public GapReason reason() {
        return reason;
    }

    /**
     * Where a watch begins that accepts the loss and goes on behind the gap.
     *
     * @return the cluster that answers now, and {@link #to()}
     */
    public WatchPosition position() {
        return new WatchPosition(clusterId, to);
    }

    private static String describe(String key, long from, GapReason reason, WatchPosition position) {
        String why = switch (reason) {
            case HISTORY_CLEARED ->
                "changes of the indexes " + from + " to " + position.index()
                        + " may be lost: the servers have forgotten them";
            case OTHER_CLUSTER ->
                "another cluster answers, " + position.clusterId() + " at index " + position.index()
                        + ", and changes from index " + from + " on may be lost";
            case INDEX_WENT_BACK ->
                "the cluster's index went back to " + position.index() + ", and changes from index " + from
                        + " on may be lost: it was restored, or the watch began behind its present";
        };
        return "watch of " + key + ": " + why
                + "; read the state and watch from there, or ask for OnGap.RESYNC, which does that";
    }
}
