package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.codec.Utf8;

/**
 * Where keys live on a server, and which part of them a view shows.
 *
 * @param path the encoded path of the keys API, such as "/v2/keys"
 * @param namespace the directory that the view takes for its root, such as "/app"; empty for none
 */
record KeySpace(String path, String namespace) {
    /** All keys, where etcd has them. */
    static final KeySpace ALL = new KeySpace("/v2/keys", "");

    /**
     * All keys of a server that has them elsewhere.
     *
     * @throws IllegalArgumentException if that is no path
     */
    static KeySpace at(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "path is \"" + path + "\"; give an absolute one, such as \"/v2/keys\" (the default)");
        }
        return new KeySpace(Utf8.percentEncode("path", withoutLastSlash(clean("path", path)), "/"), "");
    }

    /**
     * This key space below a directory.
     *
     * @throws IllegalArgumentException if that is no key
     */
    KeySpace below(String dir) {
        return new KeySpace(path, namespace + withoutLastSlash(clean("namespace", dir)));
    }

    /**
     * The encoded path of a key, in the one form in which keys are sent: a missing slash at the beginning is added,
     * repeated slashes are one (E6).
     *
     * @throws IllegalArgumentException if the key is blank, or etcd would take it for another: the message names value
     *     and remedy
     */
    String pathOf(String key) {
        return path + Utf8.percentEncode("key", whole(key), "/");
    }

    /**
     * The key with the namespace, as etcd writes it.
     *
     * @throws IllegalArgumentException as for {@link #pathOf}
     */
    String whole(String key) {
        String clean = clean("key", key);
        return !namespace.isEmpty() && clean.equals("/") ? namespace : namespace + clean;
    }

    /** The same keys, shown whole. */
    KeySpace unshown() {
        return new KeySpace(path, "");
    }

    /** The key as the view shows it. */
    String shown(String key) {
        if (namespace.isEmpty() || !key.startsWith(namespace)) {
            return key;
        }
        String rest = key.substring(namespace.length());
        return rest.isEmpty() ? "/" : rest.startsWith("/") ? rest : key;
    }

    private static String clean(String argument, String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException(
                    argument + " is blank: \"" + key + "\"; give a path such as \"/foo\", or \"/\" for the root");
        }
        if (key.startsWith(".") || key.contains("/.")) {
            requireNoDots(argument, key);
        }
        String rooted = key.startsWith("/") ? key : "/" + key;
        return rooted.contains("//") ? rooted.replaceAll("/{2,}", "/") : rooted;
    }

    private static void requireNoDots(String argument, String key) {
        for (String segment : key.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException(argument + " \"" + key + "\" has the segment \"" + segment
                        + "\", by which etcd would walk to another key; write the path without it");
            }
        }
    }

    private static String withoutLastSlash(String clean) {
        return clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }
}
