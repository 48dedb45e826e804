package dev.pinwheel.etcd.core.keys;

/** Brings a key to the one form in which it is sent (E6). */
final class KeyPath {
    private static final String PREFIX = "/v2/keys";

    private KeyPath() {}

    /**
     * The encoded path of a key: a missing slash at the beginning is added, repeated slashes are one.
     *
     * @throws IllegalArgumentException if the key is blank, or etcd would take it for another: the message names value
     *     and remedy
     */
    static String of(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException(
                    "key is blank: \"" + key + "\"; give a path such as \"/foo\", or \"/\" for the root");
        }
        for (String segment : key.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("key \"" + key + "\" has the segment \"" + segment
                        + "\", by which etcd would walk to another key; write the path without it");
            }
        }
        String clean = ("/" + key).replaceAll("/{2,}", "/");
        return PREFIX + Utf8.percentEncode("key", clean, "/");
    }
}
