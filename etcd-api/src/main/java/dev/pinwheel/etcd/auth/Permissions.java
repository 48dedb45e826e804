package dev.pinwheel.etcd.auth;

import java.util.List;

/**
 * Which keys a role may read, and which it may write; immutable.
 *
 * <p>A pattern that ends in an asterisk covers every path that begins with the rest of it, any other covers that path
 * alone. The directory itself is not covered by "/app/*", but by "/app*" or by "/app" beside it.
 *
 * @param read patterns of what may be read and watched
 * @param write patterns of what may be written and deleted
 */
public record Permissions(List<String> read, List<String> write) {
    private static final Permissions NONE = new Permissions(List.of(), List.of());

    /**
     * Keeps copies of the lists.
     *
     * @throws NullPointerException if a list or an element is null
     */
    public Permissions {
        read = List.copyOf(read);
        write = List.copyOf(write);
    }

    /**
     * Nothing at all.
     *
     * @return permissions without a pattern
     */
    public static Permissions none() {
        return NONE;
    }

    /**
     * The same patterns for whatever a type includes.
     *
     * @param type reading, writing or both
     * @param patterns such as "/app/*"
     * @return the permissions
     */
    public static Permissions of(PermissionType type, String... patterns) {
        List<String> all = List.of(patterns);
        return new Permissions(type.includesRead() ? all : List.of(), type.includesWrite() ? all : List.of());
    }
}
