package dev.pinwheel.etcd.core.auth;

import dev.pinwheel.etcd.auth.Permissions;
import dev.pinwheel.etcd.auth.Role;
import dev.pinwheel.etcd.auth.RolesApi;
import dev.pinwheel.etcd.core.call.Calls;
import java.util.List;

/**
 * The roles for callers that wait.
 *
 * @param calls runs
 * @param operations what to run
 */
record BlockingRoles(Calls calls, RolesOperations operations) implements RolesApi {

    @Override
    public List<Role> list() {
        return calls.await(operations.list());
    }

    @Override
    public Role get(String name) {
        return calls.await(operations.get(name));
    }

    @Override
    public Role add(String name, Permissions permissions) {
        return calls.await(operations.add(name, permissions));
    }

    @Override
    public void remove(String name) {
        calls.await(operations.remove(name));
    }

    @Override
    public Role grant(String name, Permissions permissions) {
        return calls.await(operations.grant(name, permissions));
    }

    @Override
    public Role revoke(String name, Permissions permissions) {
        return calls.await(operations.revoke(name, permissions));
    }
}
