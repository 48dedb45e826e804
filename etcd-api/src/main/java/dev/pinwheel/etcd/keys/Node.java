package dev.pinwheel.etcd.keys;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file or a directory of the key space, as it was when the server answered.
 *
 * @param key the full path, such as "/services/web"; "/" for the root
 * @param value the value of a file; an empty string for a directory, and after a deletion (what was there is in
 *     {@link KeysResponse#prevNode()})
 * @param dir whether it is a directory
 * @param nodes the children that the server listed, in its order; empty for a file and where the listing does not go
 *     deeper
 * @param createdIndex the index of its creation; a {@code set} over an existing file creates it anew
 * @param modifiedIndex the index of its last change; for a directory that of its creation
 * @param expiration when it expires by the server's clock, if ever
 * @param ttl the time that is left, in whole seconds rounded up; present just when {@code expiration} is. Zero or
 *     negative when it is over and the cluster has not yet removed the node: treat it as expired
 */
public record Node(
        String key,
        String value,
        boolean dir,
        List<Node> nodes,
        long createdIndex,
        long modifiedIndex,
        Optional<Instant> expiration,
        Optional<Duration> ttl) {
    private static final int SHOWN = 64;

    /**
     * Checks the parts and keeps a copy of the list.
     *
     * @throws NullPointerException if a part is null
     */
    public Node {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        nodes = List.copyOf(nodes);
        requireNonNull(expiration, "expiration");
        requireNonNull(ttl, "ttl");
    }

    /** Fit for a log: a long value is cut, and children are counted, not shown. */
    @Override
    public String toString() {
        String what = dir
                ? "directory of " + nodes.size()
                : "\"" + (value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value) + "\"";
        return "Node[" + key + ": " + what + ", created " + createdIndex + ", modified " + modifiedIndex
                + expiration.map(at -> ", expires " + at).orElse("") + "]";
    }
}
