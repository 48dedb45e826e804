package dev.pinwheel.etcd.auth;

import static java.util.Objects.requireNonNull;

/**
 * A role, which users are granted.
 *
 * @param name its name; "root" allows everything, "guest" is what requests without credentials may do
 * @param permissions which keys it may read and write
 */
public record Role(String name, Permissions permissions) {

    /**
     * Checks the parts.
     *
     * @throws NullPointerException if a part is null
     */
    public Role {
        requireNonNull(name, "name");
        requireNonNull(permissions, "permissions");
    }
}
