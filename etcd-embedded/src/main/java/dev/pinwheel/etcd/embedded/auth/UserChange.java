package dev.pinwheel.etcd.embedded.auth;

import java.util.List;

/**
 * What a client wants of a user.
 *
 * @param name of the user
 * @param password the new one; empty for none
 * @param roles those of a new user
 * @param grant roles to add
 * @param revoke roles to take away
 */
public record UserChange(String name, String password, List<String> roles, List<String> grant, List<String> revoke) {

    /** Everything but the password. */
    @Override
    public String toString() {
        return "UserChange[name=" + name + ", roles=" + roles + ", grant=" + grant + ", revoke=" + revoke + "]";
    }
}
