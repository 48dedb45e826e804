package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.store.Action;
import dev.pinwheel.etcd.embedded.store.CompareAndDelete;
import dev.pinwheel.etcd.embedded.store.CompareAndSwap;
import dev.pinwheel.etcd.embedded.store.Create;
import dev.pinwheel.etcd.embedded.store.CreateInOrder;
import dev.pinwheel.etcd.embedded.store.Delete;
import dev.pinwheel.etcd.embedded.store.ErrorCode;
import dev.pinwheel.etcd.embedded.store.Event;
import dev.pinwheel.etcd.embedded.store.Get;
import dev.pinwheel.etcd.embedded.store.Key;
import dev.pinwheel.etcd.embedded.store.KeysError;
import dev.pinwheel.etcd.embedded.store.Operation;
import dev.pinwheel.etcd.embedded.store.ReplicatedStore;
import dev.pinwheel.etcd.embedded.store.Reply;
import dev.pinwheel.etcd.embedded.store.Set;
import dev.pinwheel.etcd.embedded.store.Update;
import java.time.InstantSource;

/** Answers everything under {@code /v2/keys}: makes an operation of a request, and a response of the store's reply. */
final class KeysApi {
    static final String PATH = "/v2/keys";

    private final ClusterInfo cluster;
    private final ReplicatedStore store;
    private final InstantSource clock;

    KeysApi(ClusterInfo cluster, ReplicatedStore store, InstantSource clock) {
        this.cluster = cluster;
        this.store = store;
        this.clock = clock;
    }

    /** @param path decoded and clean */
    Response answer(Request request, String path) {
        try {
            KeysParameters parameters = KeysParameters.of(request);
            if (parameters.watch() && !parameters.quorum()) {
                return Response.notImplemented(
                        "watches (wait=true) are not part of the embedded etcd yet; read with GET instead");
            }
            Operation operation = operation(request.method(), key(path), parameters);
            ReplicatedStore.Applied applied = store.apply(operation);
            if (applied.reply() instanceof Reply.Done done) {
                return success(done, parameters)
                        .with("X-Raft-Index", Long.toString(applied.raftIndex()))
                        .with("X-Raft-Term", Long.toString(cluster.raftTerm()));
            }
            return failure(((Reply.Refused) applied.reply()).error());
        } catch (InvalidRequest invalid) {
            return failure(invalid.error());
        }
    }

    private static Key key(String path) {
        String below = path.substring(PATH.length());
        String key = below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
        return key.isEmpty() ? Key.ROOT : new Key(key);
    }

    private Operation operation(String method, Key key, KeysParameters parameters) {
        return switch (method) {
            case "PUT" -> put(key, parameters);
            case "POST" ->
                new CreateInOrder(key, parameters.kind(), parameters.value(), parameters.expiration(clock.instant()));
            case "DELETE" ->
                parameters.compares()
                        ? new CompareAndDelete(key, parameters.comparison())
                        : new Delete(key, extent(parameters));
            case "HEAD" -> new Get(key, parameters.recursive(), parameters.sorted(), false);
            default -> new Get(key, parameters.recursive(), parameters.sorted(), parameters.quorum());
        };
    }

    private Operation put(Key key, KeysParameters parameters) {
        var expiration = parameters.expiration(clock.instant());
        if (parameters.prevExist().isPresent() && !parameters.prevExist().get()) {
            return new Create(key, parameters.kind(), parameters.value(), expiration);
        }
        if (parameters.compares()) {
            return new CompareAndSwap(key, parameters.comparison(), parameters.newValue(), expiration);
        }
        return parameters.prevExist().isPresent()
                ? new Update(key, parameters.newValue(), expiration)
                : new Set(key, parameters.kind(), parameters.newValue(), expiration);
    }

    private static Delete.Extent extent(KeysParameters parameters) {
        if (parameters.recursive()) {
            return Delete.Extent.TREE;
        }
        return parameters.dir() ? Delete.Extent.EMPTY_DIRECTORY : Delete.Extent.FILE;
    }

    private Response success(Reply.Done done, KeysParameters parameters) {
        Event event = done.event();
        String body = parameters.noValueOnSuccess() && canLeaveOutNodes(event.action())
                ? KeysJson.actionOnly(event)
                : KeysJson.of(event);
        boolean madeNew = event.action() == Action.CREATE
                || (event.action() == Action.SET && event.previous().isEmpty());
        return withIndex(Response.json(madeNew ? 201 : 200, body), done.index());
    }

    private static boolean canLeaveOutNodes(Action action) {
        return switch (action) {
            case SET, CREATE, UPDATE, COMPARE_AND_SWAP -> true;
            case GET, DELETE, COMPARE_AND_DELETE, EXPIRE -> false;
        };
    }

    private Response failure(KeysError error) {
        return withIndex(Response.json(status(error.code()), KeysJson.of(error)), error.index());
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case KEY_NOT_FOUND -> 404;
            case NOT_A_FILE, DIRECTORY_NOT_EMPTY -> 403;
            case COMPARE_FAILED, KEY_ALREADY_EXISTS -> 412;
            case NOT_A_DIRECTORY,
                    ROOT_IS_READ_ONLY,
                    PREV_VALUE_REQUIRED,
                    TTL_NOT_A_NUMBER,
                    INDEX_NOT_A_NUMBER,
                    INVALID_FIELD,
                    INVALID_FORM,
                    REFRESH_VALUE,
                    REFRESH_TTL_REQUIRED -> 400;
        };
    }

    private Response withIndex(Response response, long index) {
        return response.with("X-Etcd-Cluster-Id", cluster.hexId()).with("X-Etcd-Index", Long.toString(index));
    }
}
