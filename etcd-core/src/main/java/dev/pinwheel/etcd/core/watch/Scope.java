package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.Node;
import java.util.Optional;

/**
 * What a watch is about; tells its own events from those that a history gives away besides (W5).
 *
 * @param key the watched key as etcd writes it
 * @param isRecursive whether all that is below it counts
 */
record Scope(String key, boolean isRecursive) {

    /** Brings the key to the form in which etcd writes it. */
    Scope {
        String clean = ("/" + key).replaceAll("/{2,}", "/");
        key = clean.length() > 1 && clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }

    /** Whether a change is one of the watched key, of what is visible below it, or of a directory that it was in. */
    boolean concerns(Action action, Node node, Optional<Node> prevNode) {
        if (node.key().equals(key)) {
            return true;
        }
        if (isBelow(node.key(), key)) {
            return isRecursive && !node.key().substring(below(key).length() - 1).contains("/_");
        }
        return isRemoval(action) && prevNode.map(Node::dir).orElse(false) && isBelow(key, node.key());
    }

    /**
     * Whether the watched key was a file before this change that stood untouched since before {@code index}: nothing
     * visible lies between then.
     */
    boolean wasUntouchedSince(long index, Node node, Optional<Node> prevNode) {
        return node.key().equals(key)
                && prevNode.filter(file -> isOlder(file, index)).isPresent();
    }

    /** Whether a node is a file that was last written before {@code index}. */
    static boolean isOlder(Node node, long index) {
        return !node.dir() && node.modifiedIndex() > 0 && node.modifiedIndex() < index;
    }

    static boolean isRemoval(Action action) {
        return action == Action.DELETE || action == Action.EXPIRE || action == Action.COMPARE_AND_DELETE;
    }

    /** Whether {@code key} lies below the directory {@code dir}. */
    static boolean isBelow(String key, String dir) {
        return key.length() > dir.length() && key.startsWith(below(dir));
    }

    private static String below(String dir) {
        return dir.equals("/") ? dir : dir + "/";
    }
}
