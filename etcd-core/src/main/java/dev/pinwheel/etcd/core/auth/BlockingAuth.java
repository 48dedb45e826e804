package dev.pinwheel.etcd.core.auth;

import dev.pinwheel.etcd.auth.AuthApi;
import dev.pinwheel.etcd.auth.RolesApi;
import dev.pinwheel.etcd.auth.UsersApi;
import dev.pinwheel.etcd.core.call.Calls;

/** Authentication for callers that wait. Safe for use by many threads. */
public final class BlockingAuth implements AuthApi {
    private final Calls calls;
    private final AuthOperations operations;

    /** Runs the operations as these calls. */
    public BlockingAuth(Calls calls, AuthOperations operations) {
        this.calls = calls;
        this.operations = operations;
    }

    @Override
    public boolean isEnabled() {
        return calls.await(operations.isEnabled());
    }

    @Override
    public void enable() {
        calls.await(operations.enable());
    }

    @Override
    public void disable() {
        calls.await(operations.disable());
    }

    @Override
    public UsersApi users() {
        return new BlockingUsers(calls, operations.users());
    }

    @Override
    public RolesApi roles() {
        return new BlockingRoles(calls, operations.roles());
    }
}
