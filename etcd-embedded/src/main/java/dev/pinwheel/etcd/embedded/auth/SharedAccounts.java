package dev.pinwheel.etcd.embedded.auth;

import dev.pinwheel.etcd.embedded.store.Counter;
import dev.pinwheel.etcd.embedded.store.ReplicatedStore;

/**
 * The accounts that all members of a cluster share, behind one lock. Their changes are counted by the store, as etcd
 * keeps accounts there.
 *
 * <p>Safe for use by many threads.
 */
public final class SharedAccounts {
    private final Object lock = new Object();
    private final Accounts accounts = new Accounts();
    private final ReplicatedStore store;

    /**
     * Makes accounts without any user.
     *
     * @param store counts the changes
     */
    public SharedAccounts(ReplicatedStore store) {
        this.store = store;
    }

    /**
     * Something to do with the accounts.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Use<T> {

        /**
         * Does it.
         *
         * @param accounts not to be kept
         * @return what comes of it
         * @throws AuthRefusal if a rule forbids it
         */
        T apply(Accounts accounts) throws AuthRefusal;
    }

    /**
     * Does something with the accounts, alone.
     *
     * @param use what to do; must not call anything else
     * @param <T> what comes of it
     * @return what came of it
     * @throws AuthRefusal if a rule forbids it
     */
    public <T> T use(Use<T> use) throws AuthRefusal {
        int changes = 0;
        try {
            synchronized (lock) {
                int before = accounts.changes();
                try {
                    return use.apply(accounts);
                } finally {
                    changes = accounts.changes() - before;
                }
            }
        } finally {
            store.countInternalChanges(changes);
        }
    }

    /**
     * Says whether users and roles count.
     *
     * @return false until somebody switches authentication on
     */
    public boolean isEnabled() {
        synchronized (lock) {
            return accounts.isEnabled();
        }
    }

    /**
     * Says whether somebody may change users, roles and members.
     *
     * @param caller who asks
     * @return true for everyone while authentication is off
     */
    public boolean isAdministrator(Caller caller) {
        synchronized (lock) {
            return accounts.isAdministrator(caller);
        }
    }

    /**
     * Says whether somebody may do something with a key.
     *
     * @param caller who asks
     * @param access what for
     * @param extent how much of the tree; does not matter for guests
     * @param path of the key as it was asked for, one character per byte
     * @return true for everyone while authentication is off
     */
    public boolean allows(Caller caller, Access access, Access.Extent extent, String path) {
        boolean allowed;
        boolean prepared;
        synchronized (lock) {
            prepared = accounts.isPrepared();
            allowed = !accounts.isEnabled() || allowsAny(caller, access, extent, path);
        }
        // etcd looks its switch up among the keys, and counts that.
        store.count(prepared ? Counter.GETS_SUCCESS : Counter.GETS_FAIL);
        return allowed;
    }

    private boolean allowsAny(Caller caller, Access access, Access.Extent extent, String path) {
        Access.Extent asked = caller instanceof Caller.Guest ? Access.Extent.NODE : extent;
        return accounts.rolesOf(caller).stream()
                .flatMap(roles -> roles.stream())
                .anyMatch(role -> role.allows(access, asked, path));
    }
}
