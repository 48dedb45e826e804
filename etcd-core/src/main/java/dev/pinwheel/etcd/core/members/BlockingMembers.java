package dev.pinwheel.etcd.core.members;

import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.members.Member;
import dev.pinwheel.etcd.members.MembersApi;
import java.util.List;

/** The members for callers that wait. Safe for use by many threads. */
public final class BlockingMembers implements MembersApi {
    private final Calls calls;
    private final MembersOperations operations;

    /** Runs the operations as these calls. */
    public BlockingMembers(Calls calls, MembersOperations operations) {
        this.calls = calls;
        this.operations = operations;
    }

    @Override
    public List<Member> list() {
        return calls.await(operations.list());
    }

    @Override
    public Member leader() {
        return calls.await(operations.leader());
    }

    @Override
    public Member add(String... peerUrls) {
        return calls.await(operations.add(peerUrls));
    }

    @Override
    public void update(String id, String... peerUrls) {
        calls.await(operations.update(id, peerUrls));
    }

    @Override
    public void remove(String id) {
        calls.await(operations.remove(id));
    }
}
