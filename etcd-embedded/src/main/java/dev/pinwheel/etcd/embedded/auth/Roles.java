package dev.pinwheel.etcd.embedded.auth;

import dev.pinwheel.etcd.embedded.store.Bytes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All roles: those that clients made, and root. Each change is done whole or not at all. */
final class Roles {
    private final Map<String, Role> made =
            new TreeMap<>(Comparator.comparing((String name) -> Bytes.utf8(name).octets()));

    /** In the order of their names, without those that begin with an underscore. */
    List<Role> listed() {
        Map<String, Role> all = new TreeMap<>(made);
        all.put(Role.ROOT_NAME, Role.ROOT);
        return all.values().stream()
                .filter(role -> !role.name().startsWith("_"))
                .toList();
    }

    Optional<Role> find(String name) {
        return name.equals(Role.ROOT_NAME) ? Optional.of(Role.ROOT) : Optional.ofNullable(made.get(name));
    }

    Role existing(String name) throws AuthRefusal {
        return find(name)
                .orElseThrow(() -> new AuthRefusal(AuthRefusal.Reason.MISSING, "Role " + name + " does not exist."));
    }

    void add(Role role) throws AuthRefusal {
        if (made.containsKey(role.name())) {
            throw new AuthRefusal(AuthRefusal.Reason.CONFLICT, "Role " + role.name() + " already exists.");
        }
        made.put(role.name(), role);
    }

    Role change(String name, Optional<Permissions> grant, Optional<Permissions> revoke) throws AuthRefusal {
        Role old = existing(name);
        Permissions permissions = old.permissions();
        if (grant.isPresent()) {
            permissions = permissions.plus(grant.get());
        }
        if (revoke.isPresent()) {
            permissions = permissions.minus(revoke.get());
        }
        Role changed = new Role(name, permissions);
        if (changed.equals(old)) {
            throw new AuthRefusal(
                    AuthRefusal.Reason.INCOMPLETE, "Role not updated. Use grant/revoke to update the role.");
        }
        made.put(name, changed);
        return changed;
    }

    void remove(String name) throws AuthRefusal {
        if (!made.containsKey(name)) {
            throw new AuthRefusal(AuthRefusal.Reason.MISSING, "Role " + name + " doesn't exist.");
        }
        made.remove(name);
    }
}
