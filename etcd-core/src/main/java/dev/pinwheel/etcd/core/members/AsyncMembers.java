package dev.pinwheel.etcd.core.members;

import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.members.AsyncMembersApi;
import dev.pinwheel.etcd.members.Member;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The members for callers that do not wait. Safe for use by many threads. */
public final class AsyncMembers implements AsyncMembersApi {
    private final Calls calls;
    private final MembersOperations operations;

    /** Runs the operations as these calls. */
    public AsyncMembers(Calls calls, MembersOperations operations) {
        this.calls = calls;
        this.operations = operations;
    }

    @Override
    public CompletableFuture<List<Member>> list() {
        return calls.start(operations.list());
    }

    @Override
    public CompletableFuture<Member> leader() {
        return calls.start(operations.leader());
    }

    @Override
    public CompletableFuture<Member> add(String... peerUrls) {
        return calls.start(operations.add(peerUrls));
    }

    @Override
    public CompletableFuture<Void> update(String id, String... peerUrls) {
        return calls.start(operations.update(id, peerUrls));
    }

    @Override
    public CompletableFuture<Void> remove(String id) {
        return calls.start(operations.remove(id));
    }
}
