package dev.pinwheel.etcd.benchmarks.client;

/**
 * One call on the key space.
 *
 * @param kind what to do
 * @param key the node, or the directory of an in-order creation
 * @param value what to write; empty for reads
 * @param after for a long-poll, the index behind which it begins; 0 for other calls
 */
public record Call(Kind kind, String key, String value, long after) {

    /** What a call does. */
    public enum Kind {
        /** Reads one node. */
        GET,
        /** Reads one node through consensus. */
        QUORUM_GET,
        /** Reads a directory with all that is below it. */
        DIR,
        /** Writes a value. */
        SET,
        /** Creates an entry in order. */
        POST,
        /** Waits for the next change of a node. */
        POLL
    }

    /** Reads a node. */
    public static Call get(String key) {
        return new Call(Kind.GET, key, "", 0);
    }

    /** Reads a node through consensus. */
    public static Call quorumGet(String key) {
        return new Call(Kind.QUORUM_GET, key, "", 0);
    }

    /** Reads a directory with all that is below it. */
    public static Call dir(String key) {
        return new Call(Kind.DIR, key, "", 0);
    }

    /** Writes a value. */
    public static Call set(String key, String value) {
        return new Call(Kind.SET, key, value, 0);
    }

    /** Creates an entry in order. */
    public static Call post(String dir, String value) {
        return new Call(Kind.POST, dir, value, 0);
    }

    /** Waits for the first change behind an index. */
    public static Call poll(String key, long after) {
        return new Call(Kind.POLL, key, "", after);
    }
}
