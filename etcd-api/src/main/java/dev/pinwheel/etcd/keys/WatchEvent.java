package dev.pinwheel.etcd.keys;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a watch hands out: a {@link Change}, or, if asked for with {@link OnGap#RESYNC}, a {@link Gap} that it could not
 * look into.
 *
 * <pre>{@code
 * if (event instanceof WatchEvent.Change change) {
 *     apply(change.action(), change.node());
 * } else if (event instanceof WatchEvent.Gap gap) {
 *     replaceAll(gap.snapshot());
 * }
 * }</pre>
 */
public sealed interface WatchEvent {

    /**
     * The index that this event brings the watch to.
     *
     * @return of a change, its own index; of a gap, its last one
     */
    default long index() {
        return position().index();
    }

    /**
     * Where a watch begins that goes on behind this event: store it together with what the event has brought about.
     *
     * @return the position
     */
    WatchPosition position();

    /**
     * Who told it.
     *
     * @return the endpoint as configured
     */
    URI endpoint();

    /**
     * A change of a watched node, as the server words it (W7).
     *
     * <p>The deletion or expiry of a directory above the watched key is told as such: {@code node().key()} is that of
     * the directory then. A deletion's value is in {@code prevNode}.
     *
     * @param action what was done; never {@link Action#GET}
     * @param node the node after it; its modifiedIndex is {@link #index()}
     * @param prevNode the node before it, where there was one; never lists children
     * @param position where a watch begins that goes on behind this change
     * @param endpoint who told it
     */
    record Change(Action action, Node node, Optional<Node> prevNode, WatchPosition position, URI endpoint)
            implements WatchEvent {

        /**
         * Checks the parts.
         *
         * @throws NullPointerException if a part is null
         */
        public Change {
            requireNonNull(action, "action");
            requireNonNull(node, "node");
            requireNonNull(prevNode, "prevNode");
            requireNonNull(position, "position");
            requireNonNull(endpoint, "endpoint");
        }
    }

    /**
     * A range of indexes for which the watch cannot vouch, and the state behind it (W6).
     *
     * <p>The range is {@code from} to {@link #index()}, both included. Where the cluster is another one or its index
     * went back, they come from different counts, and the second may be the lower one.
     *
     * @param from the first index that may hold a change which was not handed out
     * @param reason why
     * @param snapshot the watched node at {@link #index()}, read with a quorum; with all that is below it if the watch
     *     is recursive; empty when nothing is there
     * @param differences what is different from what the watch knew, by key in the order of their UTF-16 code units;
     *     empty unless asked for with {@link OnGap#RESYNC_WITH_DIFFERENCES}
     * @param position where a watch begins that goes on behind the gap
     * @param endpoint who answered the read
     */
    record Gap(
            long from,
            GapReason reason,
            Optional<Node> snapshot,
            Optional<List<Difference>> differences,
            WatchPosition position,
            URI endpoint)
            implements WatchEvent {

        /**
         * Checks the parts and keeps a copy of the list.
         *
         * @throws NullPointerException if a part is null
         */
        public Gap {
            requireNonNull(reason, "reason");
            requireNonNull(snapshot, "snapshot");
            differences = differences.map(List::copyOf);
            requireNonNull(position, "position");
            requireNonNull(endpoint, "endpoint");
        }

        /** Fit for a log: differences are counted, not shown. */
        @Override
        public String toString() {
            return "Gap[" + from + " to " + index() + ": " + reason + ", "
                    + snapshot.map(Node::toString).orElse("nothing there")
                    + differences.map(all -> ", " + all.size() + " differences").orElse("") + ", from " + endpoint
                    + "]";
        }
    }

    /**
     * A node that is not as the watch knew it; at least one of {@code before} and {@code after} is there.
     *
     * <p>A watch that began in the past knows only what it has seen change. Nodes that were deleted in the gap, but
     * were never seen, are missing among its differences; a watch that began with the present knows all.
     *
     * @param key the key of the node
     * @param before the node as the watch knew it, without children; empty if it knew of none
     * @param after the node behind the gap, without children; empty if it is gone
     */
    record Difference(String key, Optional<Node> before, Optional<Node> after) {

        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if both nodes are missing
         */
        public Difference {
            requireNonNull(key, "key");
            if (before.isEmpty() && after.isEmpty()) {
                throw new IllegalArgumentException(
                        "before and after of " + key + " are both empty, which is no difference; give one of them");
            }
        }
    }
}
