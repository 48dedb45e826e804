package dev.pinwheel.etcd.core.auth;

import dev.pinwheel.etcd.auth.User;
import dev.pinwheel.etcd.auth.UsersApi;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.call.Operation;
import java.util.List;

/**
 * The users for callers that wait.
 *
 * @param calls runs
 * @param operations what to run
 */
record BlockingUsers(Calls calls, UsersOperations operations) implements UsersApi {

    @Override
    public List<User> list() {
        return calls.await(operations.list());
    }

    @Override
    public User get(String name) {
        return calls.await(operations.get(name));
    }

    @Override
    public User add(String name, String password, String... roles) {
        Operation<User> add = operations.add(name, password, roles);
        if (roles.length > 0) {
            return calls.await(add);
        }
        Calls together = calls.asOne();
        together.await(operations.requireMissing(name));
        return together.await(add);
    }

    @Override
    public void remove(String name) {
        calls.await(operations.remove(name));
    }

    @Override
    public User grant(String name, String... roles) {
        return calls.await(operations.grant(name, roles));
    }

    @Override
    public User revoke(String name, String... roles) {
        return calls.await(operations.revoke(name, roles));
    }

    @Override
    public User changePassword(String name, String password) {
        Operation<User> change = operations.changePassword(name, password);
        Calls together = calls.asOne();
        together.await(operations.requirePresent(name));
        return together.await(change);
    }
}
