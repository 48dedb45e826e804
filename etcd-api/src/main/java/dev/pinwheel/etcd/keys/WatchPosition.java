package dev.pinwheel.etcd.keys;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a watch has come: every change up to and including {@code index} has been handed out, or cannot concern it
 * (W11). Store its text, and a later watch begins behind it, in this process or the next:
 *
 * <pre>{@code
 * String stored = watcher.position().toString();            // "cdf818194e3a8c32@4711"
 * WatchOptions resumed = WatchOptions.from(WatchPosition.parse(stored));
 * }</pre>
 *
 * @param clusterId the id of the cluster that counts the index, in hexadecimal; empty when it is not known, and then a
 *     watch takes the first cluster that answers for the right one
 * @param index the last index that is decided, 0 or more
 */
public record WatchPosition(String clusterId, long index) {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{0,16})@([0-9]{1,18})");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the id is not lower-case hexadecimal of at most 16 digits, or the index is
     *     negative
     */
    public WatchPosition {
        if (!requireNonNull(clusterId, "clusterId").matches("[0-9a-f]{0,16}")) {
            throw new IllegalArgumentException("clusterId is \"" + clusterId
                    + "\"; give what X-Etcd-Cluster-Id says, up to 16 digits in lower-case hexadecimal, or \"\"");
        }
        if (index < 0) {
            throw new IllegalArgumentException(
                    "index is " + index + "; give the index of an answer or an event, which is never negative");
        }
    }

    /**
     * Reads what {@link #toString()} has written.
     *
     * @param text such as "cdf818194e3a8c32@4711"
     * @return the position
     * @throws IllegalArgumentException if the text is not a position
     */
    public static WatchPosition parse(String text) {
        Matcher parts = TEXT.matcher(requireNonNull(text, "text"));
        if (!parts.matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is not a position; give what WatchPosition.toString() wrote, such as \"cdf818@4711\"");
        }
        return new WatchPosition(parts.group(1), Long.parseLong(parts.group(2)));
    }

    /** The text to store: the id of the cluster, "@", the index. */
    @Override
    public String toString() {
        return clusterId + "@" + index;
    }
}
