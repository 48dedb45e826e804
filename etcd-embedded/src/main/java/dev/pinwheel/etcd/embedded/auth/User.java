package dev.pinwheel.etcd.embedded.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Somebody with a password.
 *
 * @param name unique
 * @param password as it is kept
 * @param roles names of roles, whether or not there are such; empty where the client gave none, which etcd tells from a
 *     list without any
 */
record User(String name, Password password, Optional<List<String>> roles) {
    static final String ROOT_NAME = "root";

    /** The roles that count: root is root, whatever the list says. */
    List<String> effectiveRoles() {
        return withRootRole().roles().orElse(List.of());
    }

    User withRootRole() {
        List<String> held = roles.orElse(List.of());
        if (!name.equals(ROOT_NAME) || held.contains(Role.ROOT_NAME)) {
            return this;
        }
        List<String> more = new ArrayList<>(held);
        more.add(Role.ROOT_NAME);
        return new User(name, password, Optional.of(List.copyOf(more)));
    }

    User changedBy(UserChange change) throws AuthRefusal {
        TreeSet<String> held = new TreeSet<>(effectiveRoles());
        for (String role : change.grant()) {
            if (!held.add(role)) {
                throw new AuthRefusal(
                        AuthRefusal.Reason.CONFLICT, "Granting duplicate role " + role + " for user " + name);
            }
        }
        for (String role : change.revoke()) {
            if (!held.remove(role)) {
                throw new AuthRefusal(
                        AuthRefusal.Reason.CONFLICT, "Revoking ungranted role " + role + " for user " + name);
            }
        }
        Password newPassword = change.password().isEmpty() ? password : Password.of(change.password());
        return new User(name, newPassword, Optional.of(List.copyOf(held)));
    }
}
