package dev.pinwheel.etcd.auth;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A user; etcd never tells the password.
 *
 * @param name the user's name
 * @param roles the names of the user's roles. A list of all users leaves out roles that are granted but do not exist
 */
public record User(String name, List<String> roles) {

    /**
     * Checks the parts and keeps a copy of the list.
     *
     * @throws NullPointerException if a part is null
     */
    public User {
        requireNonNull(name, "name");
        roles = List.copyOf(roles);
    }
}
