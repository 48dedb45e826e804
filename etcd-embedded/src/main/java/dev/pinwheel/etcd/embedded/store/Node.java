package dev.pinwheel.etcd.embedded.store;

import java.util.List;
import java.util.Optional;

/**
 * A node as it was at one moment.
 *
 * @param key its place
 * @param content what it holds
 * @param timeToLive how long it lives; empty for a permanent node
 * @param modifiedIndex index of its last change; 0 for the root
 * @param createdIndex index of its creation; 0 for the root
 */
public record Node(Key key, Content content, Optional<TimeToLive> timeToLive, long modifiedIndex, long createdIndex) {

    /** What a node holds. */
    public sealed interface Content {}

    /**
     * A file.
     *
     * @param bytes its value
     */
    public record Value(Bytes bytes) implements Content {}

    /**
     * A directory.
     *
     * @param nodes the children that were asked for; empty when none were, or none are to be seen
     */
    public record Directory(List<Node> nodes) implements Content {}

    /** A file that has been deleted or has expired. */
    public record Gone() implements Content {}
}
