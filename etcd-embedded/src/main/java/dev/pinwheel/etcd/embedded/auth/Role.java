package dev.pinwheel.etcd.embedded.auth;

import java.util.List;

/**
 * A name for permissions.
 *
 * @param name unique
 * @param permissions what users with this role may do
 */
public record Role(String name, Permissions permissions) {
    static final String ROOT_NAME = "root";
    static final String GUEST_NAME = "guest";
    static final Role ROOT = new Role(ROOT_NAME, everything());
    static final Role GUEST = new Role(GUEST_NAME, everything());

    boolean allows(Access access, Access.Extent extent, String path) {
        if (name.equals(ROOT_NAME)) {
            return true;
        }
        Patterns patterns = access == Access.READ ? permissions.read() : permissions.write();
        return extent == Access.Extent.NODE ? patterns.covers(path) : patterns.coversAllBelow(path);
    }

    private static Permissions everything() {
        Patterns all = Patterns.of(List.of("/*"));
        return new Permissions(all, all);
    }
}
