package dev.pinwheel.etcd.embedded.auth;

import java.util.function.IntConsumer;

/**
 * The accounts that all members of a cluster share, behind one lock.
 *
 * <p>Safe for use by many threads.
 */
public final class SharedAccounts {
    private final Object lock = new Object();
    private final Accounts accounts = new Accounts();

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
     * Reads the accounts, alone.
     *
     * @param use what to read; must not call anything else
     * @param <T> what comes of it
     * @return what came of it
     * @throws AuthRefusal if there is nothing to read
     */
    public <T> T use(Use<T> use) throws AuthRefusal {
        synchronized (lock) {
            return use.apply(accounts);
        }
    }

    /**
     * Changes the accounts, alone.
     *
     * @param use what to do; must not call anything else
     * @param internalChanges told how many indexes that takes, as etcd keeps accounts in its store; even if it is
     *     refused
     * @param <T> what comes of it
     * @return what came of it
     * @throws AuthRefusal if a rule forbids it
     */
    public <T> T change(Use<T> use, IntConsumer internalChanges) throws AuthRefusal {
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
            internalChanges.accept(changes);
        }
    }

    /**
     * Says whether accounts have ever been changed, or were tried to.
     *
     * @return false in a fresh cluster
     */
    public boolean isPrepared() {
        synchronized (lock) {
            return accounts.isPrepared();
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
        synchronized (lock) {
            return !accounts.isEnabled() || allowsAny(caller, access, extent, path);
        }
    }

    private boolean allowsAny(Caller caller, Access access, Access.Extent extent, String path) {
        Access.Extent asked = caller instanceof Caller.Guest ? Access.Extent.NODE : extent;
        return accounts.rolesOf(caller).stream()
                .flatMap(roles -> roles.stream())
                .anyMatch(role -> role.allows(access, asked, path));
    }
}
