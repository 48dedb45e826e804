package dev.pinwheel.etcd.core.auth;

import dev.pinwheel.etcd.core.codec.Utf8;

/** Checks what people name, and refuses what etcd could not keep apart, or would stumble over (E6). */
final class Names {
    /** etcd's hash looks at no more. */
    private static final int LONGEST_PASSWORD = 72;

    private Names() {}

    /** The encoded path of a user or role. */
    static String pathOf(String path, String what, String name) {
        String remedy = "; give one without a slash, such as \"" + (what.equals("user") ? "alice" : "reader") + "\"";
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of the " + what + " is empty" + remedy);
        }
        if (name.contains("/")) {
            throw new IllegalArgumentException("the name of the " + what
                    + " has a slash, by which etcd would split it: \"" + name + "\"" + remedy);
        }
        if (name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException(
                    "the name of the " + what + " is \"" + name + "\", which etcd takes for a path" + remedy);
        }
        return path + "/" + Utf8.percentEncode("the name of the " + what, name, "");
    }

    /** Refuses a password of which etcd would keep nothing, or not all. The password stays out of the message (E9). */
    static void requirePassword(String password) {
        int length = Utf8.length("password", password);
        if (length == 0) {
            throw new IllegalArgumentException("password is empty; give one, as etcd keeps no user without");
        }
        if (length > LONGEST_PASSWORD) {
            throw new IllegalArgumentException("password has " + length + " bytes in UTF-8, and etcd looks at "
                    + LONGEST_PASSWORD + " only; give a shorter one, as the rest would protect nothing");
        }
    }

    /** Refuses a pattern that would crash the requests of its users. */
    static void requirePattern(String pattern) {
        if (Utf8.length("pattern", pattern) == 0) {
            throw new IllegalArgumentException("a permission's pattern is empty, and etcd would crash on it;"
                    + " give one such as \"/app/*\", or \"*\" for all keys");
        }
    }
}
