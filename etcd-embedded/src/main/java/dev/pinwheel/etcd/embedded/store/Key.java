package dev.pinwheel.etcd.embedded.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The place of a node in the tree: an absolute, clean path of byte strings.
 *
 * @param path begins with a slash and, but for the root, does not end with one; one character per byte, as in
 *     {@link Bytes}
 */
public record Key(String path) {

    /** The directory that holds everything. */
    public static final Key ROOT = new Key("/");

    /**
     * Refuses what is not a clean path.
     *
     * @throws IllegalArgumentException if {@code path} is not absolute, or has an empty segment
     */
    public Key {
        if (!path.startsWith("/") || path.contains("//") || (path.endsWith("/") && path.length() > 1)) {
            throw new IllegalArgumentException(
                    "path is not clean: \"" + path + "\"; write it as /a/b, without empty segments");
        }
    }

    /**
     * Returns the key with one more segment.
     *
     * @param name of the child, without slashes
     * @return the key of that child
     */
    public Key child(String name) {
        return new Key(isRoot() ? "/" + name : path + "/" + name);
    }

    boolean isRoot() {
        return path.length() == 1;
    }

    /** The last segment; empty for the root. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    Key parent() {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? ROOT : new Key(path.substring(0, slash));
    }

    /** A hidden node is left out of the listings of its parent. */
    boolean isHidden() {
        return name().startsWith("_");
    }

    boolean isBelow(Key directory) {
        return path.startsWith(directory.isRoot() ? directory.path : directory.path + "/") && !isRoot();
    }

    /** Whether this node, or a directory on the way to it from one above, is hidden. */
    boolean isHiddenFrom(Key above) {
        return path.substring(above.isRoot() ? 0 : above.path.length()).contains("/_");
    }

    /** The keys from the first below the root down to this one; none for the root. */
    List<Key> lineage() {
        List<Key> lineage = new ArrayList<>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            lineage.add(new Key(path.substring(0, slash)));
        }
        if (!isRoot()) {
            lineage.add(this);
        }
        return lineage;
    }

    /** What errors show: the path, and nothing for the root. */
    Bytes asCause() {
        return isRoot() ? Bytes.EMPTY : new Bytes(path);
    }
}
