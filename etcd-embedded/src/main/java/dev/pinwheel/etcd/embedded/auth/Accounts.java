package dev.pinwheel.etcd.embedded.auth;

import java.util.List;
import java.util.Optional;

/** All users and roles, and whether they count. Not thread-safe; see {@link SharedAccounts}. */
public final class Accounts {
    // The directories for users, for roles and for both, and the switch.
    private static final int PREPARATION = 4;

    private final Users users = new Users();
    private final Roles roles = new Roles();
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
        if (!users.has(User.ROOT_NAME)) {
            throw new AuthRefusal(AuthRefusal.Reason.CONFLICT, "No root user available, please create one");
        }
        if (roles.find(Role.GUEST_NAME).isEmpty()) {
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
        return users.listed().stream().map(Accounts::view).toList();
    }

    /**
     * Returns one user.
     *
     * @param name of the user
     * @return with the roles that count
     * @throws AuthRefusal if there is none
     */
    public UserView user(String name) throws AuthRefusal {
        return view(users.existing(name));
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
        User user = users.add(change);
        count();
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
        User user = users.change(change);
        count();
        return view(user);
    }

    /**
     * Says whether there is a user.
     *
     * @param name of the user
     * @return true if there is
     */
    public boolean hasUser(String name) {
        return users.has(name);
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
        users.remove(name);
        count();
    }

    /**
     * Returns all roles, in the order of their names. Those whose names begin with an underscore are not shown.
     *
     * @return with the role root, which nobody made
     */
    public List<Role> roles() {
        return roles.listed();
    }

    /**
     * Returns one role.
     *
     * @param name of the role
     * @return the role
     * @throws AuthRefusal if there is none
     */
    public Role role(String name) throws AuthRefusal {
        return roles.existing(name);
    }

    /**
     * Looks for a role.
     *
     * @param name of the role
     * @return empty if there is none
     */
    public Optional<Role> findRole(String name) {
        return roles.find(name);
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
        roles.add(role);
        count();
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
        Role changed = roles.change(name, grant, revoke);
        count();
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
        roles.remove(name);
        count();
    }

    /** The roles of whoever asks; empty if nobody is who he says he is. */
    Optional<List<Role>> rolesOf(Caller caller) {
        if (caller instanceof Caller.Guest) {
            return Optional.of(findRole(Role.GUEST_NAME).stream().toList());
        }
        return users.authenticated(caller)
                .map(user -> user.effectiveRoles().stream()
                        .flatMap(name -> findRole(name).stream())
                        .toList());
    }

    /** Whether somebody may do with users, roles and members what he likes. */
    boolean isAdministrator(Caller caller) {
        return !enabled
                || users.authenticated(caller)
                        .filter(user -> user.effectiveRoles().contains(Role.ROOT_NAME))
                        .isPresent();
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
