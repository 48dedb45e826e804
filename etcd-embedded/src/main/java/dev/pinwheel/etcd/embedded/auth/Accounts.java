package dev.pinwheel.etcd.embedded.auth;

import dev.pinwheel.etcd.embedded.store.Bytes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All users and roles, and whether they count. Not thread-safe; see {@link SharedAccounts}. */
public final class Accounts {
    // The directories for users, for roles and for both, and the switch.
    private static final int PREPARATION = 4;

    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(name -> Bytes.utf8(name).octets());

    private final Map<String, User> users = new TreeMap<>(BY_BYTES);
    private final Map<String, Role> roles = new TreeMap<>(BY_BYTES);
    private boolean enabled;
    private boolean prepared;
    private int changes;

    Accounts() {}

    /** How many changes there have been, each of which takes an index. */
    int changes() {
        return changes;
    }

    /** Whether anything has ever been changed, or was tried to. */
    boolean isPrepared() {
        return prepared;
    }

    /**
     * Says whether users and roles count.
     *
     * @return false until somebody switches authentication on
     */
    public boolean isEnabled() {
        return enabled;
    }

    /**
     * Makes users and roles count; guests may do everything unless there is a role for them already.
     *
     * @throws AuthRefusal if they do already, or there is no user root
     */
    public void enable() throws AuthRefusal {
        if (enabled) {
            throw new AuthRefusal(AuthRefusal.Reason.CONFLICT, "already enabled");
        }
        if (!users.containsKey(User.ROOT_NAME)) {
            throw new AuthRefusal(AuthRefusal.Reason.CONFLICT, "No root user available, please create one");
        }
        if (!roles.containsKey(Role.GUEST_NAME)) {
            createRole(Role.GUEST);
        }
        count();
        enabled = true;
    }

    /**
     * Makes users and roles count no more.
     *
     * @throws AuthRefusal if they do not
     */
    public void disable() throws AuthRefusal {
        if (!enabled) {
            throw new AuthRefusal(AuthRefusal.Reason.CONFLICT, "already disabled");
        }
        count();
        enabled = false;
    }

    /**
     * Returns all users, in the order of their names. Those whose names begin with an underscore are not shown.
     *
     * @return with the roles that count
     */
    public List<UserView> users() {
        return users.values().stream()
                .filter(user -> !user.name().startsWith("_"))
                .map(user -> view(user.withRootRole()))
                .toList();
    }

    /**
     * Returns one user.
     *
     * @param name of the user
     * @return with the roles that count
     * @throws AuthRefusal if there is none
     */
    public UserView user(String name) throws AuthRefusal {
        return view(existingUser(name).withRootRole());
    }

    /**
     * Makes a user.
     *
     * @param change with the password and perhaps roles
     * @return the new user
     * @throws AuthRefusal if there is one of this name, or no password
     */
    public UserView createUser(UserChange change) throws AuthRefusal {
        if (change.password().isEmpty()) {
            throw new AuthRefusal(
                    AuthRefusal.Reason.INCOMPLETE, "Cannot create user " + change.name() + " with an empty password");
        }
        prepare();
        if (users.containsKey(change.name())) {
            throw new AuthRefusal(AuthRefusal.Reason.CONFLICT, "User " + change.name() + " already exists.");
        }
        Optional<List<String>> given = Optional.of(change.roles()).filter(list -> !list.isEmpty());
        User user = new User(change.name(), Password.of(change.password()), given).withRootRole();
        count();
        users.put(user.name(), user);
        return view(user);
    }

    /**
     * Changes a user.
     *
     * @param change what to grant and revoke, and perhaps a password
     * @return the changed user
     * @throws AuthRefusal if there is none, or it does not fit
     */
    public UserView updateUser(UserChange change) throws AuthRefusal {
        User old = existingUser(change.name()).withRootRole();
        User changed = old.changedBy(change);
        if (changed.equals(old)) {
            throw new AuthRefusal(
                    AuthRefusal.Reason.INCOMPLETE, "User not updated. Use grant/revoke/password to update the user.");
        }
        count();
        users.put(changed.name(), changed);
        return view(changed);
    }

    /**
     * Says whether there is a user.
     *
     * @param name of the user
     * @return true if there is
     */
    public boolean hasUser(String name) {
        return users.containsKey(name);
    }

    /**
     * Removes a user.
     *
     * @param name of the user
     * @throws AuthRefusal if there is none, or it is needed
     */
    public void deleteUser(String name) throws AuthRefusal {
        if (enabled && name.equals(User.ROOT_NAME)) {
            throw new AuthRefusal(AuthRefusal.Reason.FORBIDDEN, "Cannot delete root user while auth is enabled.");
        }
        prepare();
        if (!users.containsKey(name)) {
            throw new AuthRefusal(AuthRefusal.Reason.MISSING, "User " + name + " does not exist");
        }
        count();
        users.remove(name);
    }

    /**
     * Returns all roles, in the order of their names. Those whose names begin with an underscore are not shown.
     *
     * @return with the role root, which nobody made
     */
    public List<Role> roles() {
        Map<String, Role> all = new TreeMap<>(roles);
        all.put(Role.ROOT_NAME, Role.ROOT);
        return all.values().stream()
                .filter(role -> !role.name().startsWith("_"))
                .toList();
    }

    /**
     * Returns one role.
     *
     * @param name of the role
     * @return the role
     * @throws AuthRefusal if there is none
     */
    public Role role(String name) throws AuthRefusal {
        return findRole(name)
                .orElseThrow(() -> new AuthRefusal(AuthRefusal.Reason.MISSING, "Role " + name + " does not exist."));
    }

    /**
     * Looks for a role.
     *
     * @param name of the role
     * @return empty if there is none
     */
    public Optional<Role> findRole(String name) {
        return name.equals(Role.ROOT_NAME) ? Optional.of(Role.ROOT) : Optional.ofNullable(roles.get(name));
    }

    /**
     * Makes a role.
     *
     * @param role the new one
     * @throws AuthRefusal if there is one of this name
     */
    public void createRole(Role role) throws AuthRefusal {
        requireNotRoot(role.name());
        prepare();
        if (roles.containsKey(role.name())) {
            throw new AuthRefusal(AuthRefusal.Reason.CONFLICT, "Role " + role.name() + " already exists.");
        }
        count();
        roles.put(role.name(), role);
    }

    /**
     * Changes a role.
     *
     * @param name of the role
     * @param grant what to add
     * @param revoke what to take away afterwards
     * @return the changed role
     * @throws AuthRefusal if there is none, or it does not fit
     */
    public Role updateRole(String name, Optional<Permissions> grant, Optional<Permissions> revoke) throws AuthRefusal {
        requireNotRoot(name);
        Role old = role(name);
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
        count();
        roles.put(name, changed);
        return changed;
    }

    /**
     * Removes a role.
     *
     * @param name of the role
     * @throws AuthRefusal if there is none, or it is root
     */
    public void deleteRole(String name) throws AuthRefusal {
        requireNotRoot(name);
        prepare();
        if (!roles.containsKey(name)) {
            throw new AuthRefusal(AuthRefusal.Reason.MISSING, "Role " + name + " doesn't exist.");
        }
        count();
        roles.remove(name);
    }

    /** The roles of whoever asks; empty if nobody is who he says he is. */
    Optional<List<Role>> rolesOf(Caller caller) {
        if (caller instanceof Caller.Guest) {
            return Optional.of(findRole(Role.GUEST_NAME).stream().toList());
        }
        return authenticated(caller)
                .map(user -> user.effectiveRoles().stream()
                        .flatMap(name -> findRole(name).stream())
                        .toList());
    }

    /** Whether somebody may do with users, roles and members what he likes. */
    boolean isAdministrator(Caller caller) {
        return !enabled
                || authenticated(caller)
                        .filter(user -> user.effectiveRoles().contains(Role.ROOT_NAME))
                        .isPresent();
    }

    private Optional<User> authenticated(Caller caller) {
        return caller instanceof Caller.Named named
                ? Optional.ofNullable(users.get(named.name()))
                        .filter(user -> user.password().is(named.secret()))
                : Optional.empty();
    }

    private User existingUser(String name) throws AuthRefusal {
        User user = users.get(name);
        if (user == null) {
            throw new AuthRefusal(AuthRefusal.Reason.MISSING, "User " + name + " does not exist.");
        }
        return user;
    }

    private static void requireNotRoot(String role) throws AuthRefusal {
        if (role.equals(Role.ROOT_NAME)) {
            throw new AuthRefusal(AuthRefusal.Reason.FORBIDDEN, "Cannot modify role root: is root role.");
        }
    }

    private void prepare() {
        if (!prepared) {
            prepared = true;
            changes += PREPARATION;
        }
    }

    private void count() {
        prepare();
        changes++;
    }

    private static UserView view(User user) {
        return new UserView(user.name(), user.roles());
    }
}
