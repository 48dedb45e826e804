package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.auth.Access;
import dev.pinwheel.etcd.embedded.recording.Receipt;
import dev.pinwheel.etcd.embedded.replication.Applied;
import dev.pinwheel.etcd.embedded.replication.Replica;
import dev.pinwheel.etcd.embedded.replication.Watched;
import dev.pinwheel.etcd.embedded.store.Action;
import dev.pinwheel.etcd.embedded.store.Bytes;
import dev.pinwheel.etcd.embedded.store.CompareAndDelete;
import dev.pinwheel.etcd.embedded.store.CompareAndSwap;
import dev.pinwheel.etcd.embedded.store.Counter;
import dev.pinwheel.etcd.embedded.store.Create;
import dev.pinwheel.etcd.embedded.store.CreateInOrder;
import dev.pinwheel.etcd.embedded.store.Delete;
import dev.pinwheel.etcd.embedded.store.ErrorCode;
import dev.pinwheel.etcd.embedded.store.Event;
import dev.pinwheel.etcd.embedded.store.Get;
import dev.pinwheel.etcd.embedded.store.Key;
import dev.pinwheel.etcd.embedded.store.KeysError;
import dev.pinwheel.etcd.embedded.store.Operation;
import dev.pinwheel.etcd.embedded.store.Reply;
import dev.pinwheel.etcd.embedded.store.Set;
import dev.pinwheel.etcd.embedded.store.Update;
import dev.pinwheel.etcd.embedded.store.Watch;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Answers everything under {@code /v2/keys}: makes an operation of a request, and a response of the store's reply. */
final class KeysApi {
    static final String PATH = "/v2/keys";

    private final Cluster cluster;
    private final Replica replica;

    KeysApi(Cluster cluster, Replica replica) {
        this.cluster = cluster;
        this.replica = replica;
    }

    /** @param path decoded and clean */
    Answer answer(Request request, String path) {
        try {
            KeysParameters parameters = KeysParameters.of(request);
            if (!isAllowed(request, path, parameters)) {
                return failure(new KeysError(ErrorCode.UNAUTHORIZED, Bytes.utf8("Insufficient credentials"), 0));
            }
            return parameters.watches()
                    ? watch(key(path), parameters)
                    : apply(operation(request.method(), key(path), parameters), parameters, request.receipt());
        } catch (InvalidRequest invalid) {
            return failure(invalid.error());
        }
    }

    private boolean isAllowed(Request request, String path, KeysParameters parameters) {
        // etcd looks its switch up among the keys, and counts that.
        replica.count(cluster.accounts().isPrepared() ? Counter.GETS_SUCCESS : Counter.GETS_FAIL);
        boolean reads = request.method().equals("GET") || request.isHead();
        return cluster.accounts()
                .allows(
                        Credentials.of(request),
                        reads ? Access.READ : Access.WRITE,
                        parameters.recursive() ? Access.Extent.TREE : Access.Extent.NODE,
                        path.substring(PATH.length()));
    }

    private Instant now() {
        return cluster.clock().instant();
    }

    private Answer watch(Key key, KeysParameters parameters) {
        Watch watch = new Watch(key, parameters.recursive(), parameters.stream(), parameters.waitIndex());
        Watched watched = replica.watch(watch);
        if (watched instanceof Watched.Refused refused) {
            return failure(refused.error());
        }
        Watched.Begun begun = (Watched.Begun) watched;
        EventStream.Extent extent = parameters.stream() ? EventStream.Extent.ALL_EVENTS : EventStream.Extent.ONE_EVENT;
        Answer answer = withIndex(EventStream.of(begun.feed(), extent), begun.index());
        return withRaft(answer, begun.raftIndex(), begun.raftTerm());
    }

    private Answer apply(Operation operation, KeysParameters parameters, Receipt receipt) {
        if (operation instanceof Get get && !get.quorum()) {
            return answer(replica.read(get), parameters);
        }
        // A stage of its own: it notes as well what is carried out after the answer has timed out.
        CompletableFuture<Applied> noted = replica.propose(operation).thenApply(applied -> note(applied, receipt));
        Answer timeOut =
                failure(new KeysError(ErrorCode.RAFT_INTERNAL, Bytes.utf8("etcdserver: request timed out"), 0));
        return Pending.of(noted.thenApply(applied -> answer(applied, parameters)), cluster.requestTimeout(), timeOut);
    }

    private static Applied note(Applied applied, Receipt receipt) {
        if (applied.reply() instanceof Reply.Done done && done.event().action() != Action.GET) {
            receipt.applied(done.index());
        }
        return applied;
    }

    private Answer answer(Applied applied, KeysParameters parameters) {
        return applied.reply() instanceof Reply.Done done
                ? withRaft(success(done, parameters), applied.raftIndex(), applied.raftTerm())
                : failure(((Reply.Refused) applied.reply()).error());
    }

    private static Key key(String path) {
        String below = path.substring(PATH.length());
        String key = below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
        return key.isEmpty() ? Key.ROOT : new Key(key);
    }

    private Operation operation(String method, Key key, KeysParameters parameters) {
        return switch (method) {
            case "PUT" -> put(key, parameters);
            case "POST" -> new CreateInOrder(key, parameters.kind(), parameters.value(), parameters.expiration(now()));
            case "DELETE" ->
                parameters.compares()
                        ? new CompareAndDelete(key, parameters.comparison())
                        : new Delete(key, extent(parameters));
            case "HEAD" -> new Get(key, parameters.recursive(), parameters.sorted(), false);
            default -> new Get(key, parameters.recursive(), parameters.sorted(), parameters.quorum());
        };
    }

    private Operation put(Key key, KeysParameters parameters) {
        var expiration = parameters.expiration(now());
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

    private Answer success(Reply.Done done, KeysParameters parameters) {
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

    private Answer failure(KeysError error) {
        return withIndex(Response.json(status(error.code()), KeysJson.of(error)), error.index());
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case KEY_NOT_FOUND -> 404;
            case NOT_A_FILE, DIRECTORY_NOT_EMPTY -> 403;
            case UNAUTHORIZED -> 401;
            case RAFT_INTERNAL -> 500;
            case COMPARE_FAILED, KEY_ALREADY_EXISTS -> 412;
            case NOT_A_DIRECTORY,
                    ROOT_IS_READ_ONLY,
                    PREV_VALUE_REQUIRED,
                    TTL_NOT_A_NUMBER,
                    INDEX_NOT_A_NUMBER,
                    INVALID_FIELD,
                    INVALID_FORM,
                    REFRESH_VALUE,
                    REFRESH_TTL_REQUIRED,
                    HISTORY_CLEARED -> 400;
        };
    }

    private Answer withIndex(Answer answer, long index) {
        return answer.with("X-Etcd-Cluster-Id", cluster.hexId()).with("X-Etcd-Index", Long.toString(index));
    }

    private static Answer withRaft(Answer answer, long index, long term) {
        return answer.with("X-Raft-Index", Long.toString(index)).with("X-Raft-Term", Long.toString(term));
    }
}
