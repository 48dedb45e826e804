package dev.pinwheel.etcd.core.auth;

import dev.pinwheel.etcd.auth.AsyncAuthApi;
import dev.pinwheel.etcd.auth.AsyncRolesApi;
import dev.pinwheel.etcd.auth.AsyncUsersApi;
import dev.pinwheel.etcd.core.call.Calls;
import java.util.concurrent.CompletableFuture;

/** Authentication for callers that do not wait. Safe for use by many threads. */
public final class AsyncAuth implements AsyncAuthApi {
    private final Calls calls;
    private final AuthOperations operations;

    /** Runs the operations as these calls. */
    public AsyncAuth(Calls calls, AuthOperations operations) {
        this.calls = calls;
        this.operations = operations;
    }

    @Override
    public CompletableFuture<Boolean> isEnabled() {
        return calls.start(operations.isEnabled());
    }

    @Override
    public CompletableFuture<Void> enable() {
        return calls.start(operations.enable());
    }

    @Override
    public CompletableFuture<Void> disable() {
        return calls.start(operations.disable());
    }

    @Override
    public AsyncUsersApi users() {
        return new AsyncUsers(calls, operations.users());
    }

    @Override
    public AsyncRolesApi roles() {
        return new AsyncRoles(calls, operations.roles());
    }
}
