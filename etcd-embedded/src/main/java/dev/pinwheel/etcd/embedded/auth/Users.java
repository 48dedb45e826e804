package dev.pinwheel.etcd.embedded.auth;

import dev.pinwheel.etcd.embedded.store.Bytes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All users. Each change is done whole or not at all. */
final class Users {
    private final Map<String, User> byName =
            new TreeMap<>(Comparator.comparing((String name) -> Bytes.utf8(name).octets()));

    /** In the order of their names, without those that begin with an underscore. */
    List<User> listed() {
        return byName.values().stream()
                .filter(user -> !user.name().startsWith("_"))
                .map(User::withRootRole)
                .toList();
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    User existing(String name) throws AuthRefusal {
        User user = byName.get(name);
        if (user == null) {
            throw new AuthRefusal(AuthRefusal.Reason.MISSING, "User " + name + " does not exist.");
        }
        return user.withRootRole();
    }

    /** Whoever gives the right name and password. */
    Optional<User> authenticated(Caller caller) {
        return caller instanceof Caller.Named named
                ? Optional.ofNullable(byName.get(named.name()))
                        .filter(user -> user.password().is(named.secret()))
                : Optional.empty();
    }

    User add(UserChange change) throws AuthRefusal {
        if (has(change.name())) {
            throw new AuthRefusal(AuthRefusal.Reason.CONFLICT, "User " + change.name() + " already exists.");
        }
        Optional<List<String>> given = Optional.of(change.roles()).filter(list -> !list.isEmpty());
        User user = new User(change.name(), Password.of(change.password()), given).withRootRole();
        byName.put(user.name(), user);
        return user;
    }

    User change(UserChange change) throws AuthRefusal {
        User old = existing(change.name());
        User changed = old.changedBy(change);
        if (changed.equals(old)) {
            throw new AuthRefusal(
                    AuthRefusal.Reason.INCOMPLETE, "User not updated. Use grant/revoke/password to update the user.");
        }
        byName.put(changed.name(), changed);
        return changed;
    }

    void remove(String name) throws AuthRefusal {
        if (!has(name)) {
            throw new AuthRefusal(AuthRefusal.Reason.MISSING, "User " + name + " does not exist");
        }
        byName.remove(name);
    }
}
