package dev.pinwheel.etcd.core.auth;

import dev.pinwheel.etcd.auth.AsyncUsersApi;
import dev.pinwheel.etcd.auth.User;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.call.Sequence;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The users for callers that do not wait.
 *
 * @param calls runs
 * @param operations what to run
 */
record AsyncUsers(Calls calls, UsersOperations operations) implements AsyncUsersApi {

    @Override
    public CompletableFuture<List<User>> list() {
        return calls.start(operations.list());
    }

    @Override
    public CompletableFuture<User> get(String name) {
        return calls.start(operations.get(name));
    }

    @Override
    public CompletableFuture<User> add(String name, String password, String... roles) {
        Operation<User> add = operations.add(name, password, roles);
        return roles.length > 0 ? calls.start(add) : inTurn(operations.requireMissing(name), add);
    }

    @Override
    public CompletableFuture<Void> remove(String name) {
        return calls.start(operations.remove(name));
    }

    @Override
    public CompletableFuture<User> grant(String name, String... roles) {
        return calls.start(operations.grant(name, roles));
    }

    @Override
    public CompletableFuture<User> revoke(String name, String... roles) {
        return calls.start(operations.revoke(name, roles));
    }

    @Override
    public CompletableFuture<User> changePassword(String name, String password) {
        Operation<User> change = operations.changePassword(name, password);
        return inTurn(operations.requirePresent(name), change);
    }

    private CompletableFuture<User> inTurn(Operation<Boolean> look, Operation<User> change) {
        Calls together = calls.asOne();
        return Sequence.of(sequence -> sequence.step(
                together.start(look), asExpected -> sequence.step(together.start(change), sequence::end)));
    }
}
