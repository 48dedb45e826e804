package dev.pinwheel.etcd.core.auth;

import dev.pinwheel.etcd.auth.AsyncRolesApi;
import dev.pinwheel.etcd.auth.Permissions;
import dev.pinwheel.etcd.auth.Role;
import dev.pinwheel.etcd.core.call.Calls;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The roles for callers that do not wait.
 *
 * @param calls runs
 * @param operations what to run
 */
record AsyncRoles(Calls calls, RolesOperations operations) implements AsyncRolesApi {

    @Override
    public CompletableFuture<List<Role>> list() {
        return calls.start(operations.list());
    }

    @Override
    public CompletableFuture<Role> get(String name) {
        return calls.start(operations.get(name));
    }

    @Override
    public CompletableFuture<Role> add(String name, Permissions permissions) {
        return calls.start(operations.add(name, permissions));
    }

    @Override
    public CompletableFuture<Void> remove(String name) {
        return calls.start(operations.remove(name));
    }

    @Override
    public CompletableFuture<Role> grant(String name, Permissions permissions) {
        return calls.start(operations.grant(name, permissions));
    }

    @Override
    public CompletableFuture<Role> revoke(String name, Permissions permissions) {
        return calls.start(operations.revoke(name, permissions));
    }
}
