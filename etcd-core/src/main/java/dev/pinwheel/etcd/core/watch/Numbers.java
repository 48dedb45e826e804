package dev.pinwheel.etcd.core.watch;

/** What a server may send as an id or an index; all else, which would harm a watch's arithmetic, counts as not sent. */
final class Numbers {
    private static final long LARGEST = 999_999_999_999_999_999L;

    private Numbers() {}

    /** The id, or an empty string if it is not one. */
    static String clusterId(String text) {
        return text.matches("[0-9a-f]{1,16}") ? text : "";
    }

    /** Whether it can be an index that a watch begins behind: errors found before the store was asked tell 0. */
    static boolean isIndex(long index) {
        return index > 0 && index <= LARGEST;
    }
}
