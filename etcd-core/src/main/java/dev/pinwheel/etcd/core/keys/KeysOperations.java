package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.call.AnswerReader;
import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.core.keys.KeysDecoder.NodeExpected;
import dev.pinwheel.etcd.core.watch.WatchedKey;
import dev.pinwheel.etcd.keys.CreateInOrderOptions;
import dev.pinwheel.etcd.keys.DeleteOptions;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.PrevExist;
import dev.pinwheel.etcd.keys.SetOptions;
import java.util.Optional;
import tools.jackson.core.json.JsonFactory;

/** What can be done with keys, each call as a value. Safe for use by many threads. */
public final class KeysOperations {
    /** How often to remove a time to live from a node that others keep changing. */
    static final int TTL_REMOVALS = 10;

    private final JsonFactory json;
    private final KeySpace space;
    private final CallKind unconditionalSets;
    private final KeysRequests requests;
    private final KeysDecoder decoder;

    private KeysOperations(JsonFactory json, KeySpace space, CallKind unconditionalSets) {
        this.json = json;
        this.space = space;
        this.unconditionalSets = unconditionalSets;
        this.requests = new KeysRequests(space, unconditionalSets);
        this.decoder = new KeysDecoder(json, space);
    }

    /**
     * On the keys where etcd has them.
     *
     * @param unconditionalSets whether these may be repeated (F6)
     */
    public static KeysOperations of(JsonFactory json, CallKind unconditionalSets) {
        return new KeysOperations(json, KeySpace.ALL, unconditionalSets);
    }

    /** The same on the keys of servers that have them at another path. */
    public KeysOperations at(String path) {
        return new KeysOperations(json, KeySpace.at(path), unconditionalSets);
    }

    /** The same below a directory. */
    KeysOperations below(String dir) {
        return new KeysOperations(json, space.below(dir), unconditionalSets);
    }

    Operation<KeysResponse> get(String key, GetOptions options) {
        return operation(requests.get(key, options), NodeExpected.ALWAYS);
    }

    Operation<KeysResponse> set(String key, String value, SetOptions options) {
        return operation(requests.set(key, value, options), unless(options.isNoValueOnSuccess()));
    }

    Operation<KeysResponse> delete(String key, DeleteOptions options) {
        return operation(requests.delete(key, options), NodeExpected.ALWAYS);
    }

    Operation<KeysResponse> createInOrder(String dir, String value, CreateInOrderOptions options) {
        return operation(requests.createInOrder(dir, value, options), unless(options.isNoValueOnSuccess()));
    }

    /**
     * A key for a watch.
     *
     * @throws IllegalArgumentException if it cannot be sent (E6)
     */
    WatchedKey watched(String key) {
        var unused = requests.poll(key, 1, true); // Refuses at once what cannot be sent.
        return new SpaceKey(key, space, requests, new KeysDecoder(json, space.unshown()));
    }

    /** What removes the time to live of the node that was read; empty if it has none. */
    Optional<Operation<KeysResponse>> removeTtl(String key, KeysResponse read) {
        if (read.node().expiration().isEmpty()) {
            return Optional.empty();
        }
        // etcd would also take the value away, so it is sent again, on the condition that it is still the same.
        return Optional.of(
                read.node().dir()
                        ? set(key, "", SetOptions.dir().withPrevExist(PrevExist.YES))
                        : set(
                                key,
                                read.node().value(),
                                SetOptions.prevIndex(read.node().modifiedIndex())));
    }

    private static NodeExpected unless(boolean noValueOnSuccess) {
        return noValueOnSuccess ? NodeExpected.NOT_ON_SUCCESS : NodeExpected.ALWAYS;
    }

    private Operation<KeysResponse> operation(EtcdRequest request, NodeExpected expected) {
        AnswerReader<KeysResponse> reader = (asked, answer) -> {
            if (answer.status() != 200 && answer.status() != 201) {
                throw refusal(asked, answer);
            }
            return decoder.decode(answer, expected);
        };
        return new Operation<>(request, reader);
    }

    private KeysException refusal(EtcdRequest request, EtcdAnswer answer) throws UnexpectedAnswerException {
        ErrorBody error = decoder.refusal(answer);
        return new KeysException(
                request.toString(), error.code(), error.message(), error.cause(), error.index(), answer.endpoint());
    }
}
