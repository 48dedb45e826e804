package dev.pinwheel.etcd.tck.failover;

import dev.pinwheel.etcd.embedded.journal.Entry;
import dev.pinwheel.etcd.embedded.journal.Journal;
import dev.pinwheel.etcd.embedded.request.Requests;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.keys.PrevExist;
import dev.pinwheel.etcd.keys.SetOptions;
import dev.pinwheel.etcd.tck.failover.Step.Verb;
import java.util.List;

/**
 * One call that can be told from all others in the cluster's journal: a write by its value, any other by its key.
 *
 * @param number of this call in its script
 * @param verb what it does
 */
record Call(int number, Verb verb) {
    private static final String SHARED = "/shared";

    /** What has to be there for the call to change something. */
    void prepare(KeysApi keys) {
        if (verb == Verb.DELETE) {
            keys.set(ownKey(), "to be deleted");
        }
    }

    void make(KeysApi keys) {
        switch (verb) {
            case GET -> keys.get(ownKey());
            case SET -> keys.set(SHARED, value());
            case CREATE -> keys.set(ownKey(), value(), SetOptions.prevExist(PrevExist.NO));
            case COMPARE_AND_SWAP -> keys.set(SHARED, value(), SetOptions.prevExist(PrevExist.YES));
            case CREATE_IN_ORDER -> keys.createInOrder("/queue", value());
            case DELETE -> keys.delete(ownKey());
        }
    }

    /** Every request of this call that a member has received whole. */
    List<Entry> received(Journal journal) {
        return journal.entries(requests());
    }

    /** Those that have changed something. */
    List<Entry> applied(Journal journal) {
        return journal.applied(requests());
    }

    private Requests requests() {
        return switch (verb) {
            case GET -> Requests.method("GET").withPath("/v2/keys" + ownKey());
            case DELETE -> Requests.method("DELETE").withPath("/v2/keys" + ownKey());
            case SET, CREATE, COMPARE_AND_SWAP, CREATE_IN_ORDER ->
                Requests.any().withParameter("value", value());
        };
    }

    private String ownKey() {
        return "/own-" + number;
    }

    private String value() {
        return "of-call-" + number;
    }

    @Override
    public String toString() {
        return "call " + number + " (" + verb + ")";
    }
}
