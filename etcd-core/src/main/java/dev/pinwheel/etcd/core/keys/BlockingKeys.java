package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.dispatch.CallResult;
import dev.pinwheel.etcd.core.dispatch.Deadline;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.dispatch.InvalidAnswer;
import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.core.keys.KeysDecoder.NodeExpected;
import dev.pinwheel.etcd.keys.CreateInOrderOptions;
import dev.pinwheel.etcd.keys.DeleteOptions;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.SetOptions;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.json.JsonFactory;

/** The key space for callers that wait. Safe for use by many threads. */
public final class BlockingKeys implements KeysApi {
    private final Dispatcher dispatcher;
    private final JsonFactory json;
    private final KeysDecoder decoder;
    private final CallKind unconditionalSets;
    private final Optional<Duration> deadline;

    /** The calls go through the dispatcher, each within the deadline if there is one. */
    public BlockingKeys(
            Dispatcher dispatcher, JsonFactory json, CallKind unconditionalSets, Optional<Duration> deadline) {
        this.dispatcher = dispatcher;
        this.json = json;
        this.decoder = new KeysDecoder(json);
        this.unconditionalSets = unconditionalSets;
        this.deadline = deadline;
    }

    @Override
    public KeysResponse get(String key, GetOptions options) {
        return run(KeysRequests.get(key, options), NodeExpected.ALWAYS);
    }

    @Override
    public KeysResponse set(String key, String value, SetOptions options) {
        return run(KeysRequests.set(key, value, options, unconditionalSets), unless(options.isNoValueOnSuccess()));
    }

    @Override
    public KeysResponse delete(String key, DeleteOptions options) {
        return run(KeysRequests.delete(key, options), NodeExpected.ALWAYS);
    }

    @Override
    public KeysResponse createInOrder(String dir, String value, CreateInOrderOptions options) {
        return run(KeysRequests.createInOrder(dir, value, options), unless(options.isNoValueOnSuccess()));
    }

    private static NodeExpected unless(boolean noValueOnSuccess) {
        return noValueOnSuccess ? NodeExpected.NOT_ON_SUCCESS : NodeExpected.ALWAYS;
    }

    private KeysResponse run(EtcdRequest request, NodeExpected expected) {
        Optional<Deadline> until = deadline.map(Deadline::in);
        CallResult.Answered answered = dispatcher.call(request, until);
        EtcdAnswer answer = answered.answer();
        if (answer.status() != 200 && answer.status() != 201) {
            throw refusal(request, answered, until);
        }
        try {
            return decoder.decode(answer, expected);
        } catch (UnexpectedAnswerException unexpected) {
            throw dispatcher.reject(
                    request, answered, InvalidAnswer.of(answer, unexpected.fault(), unexpected.getCause()));
        }
    }

    private RuntimeException refusal(EtcdRequest request, CallResult.Answered answered, Optional<Deadline> until) {
        EtcdAnswer answer = answered.answer();
        if (V2Disabled.isLikely(answer)) {
            return dispatcher.reject(
                    request, answered, InvalidAnswer.refusal(answer, V2Disabled.explain(dispatcher, answer, until)));
        }
        return ErrorBody.parse(json, answer.body())
                .filter(error -> error.code() != 0)
                .<RuntimeException>map(error -> new KeysException(
                        request.toString(),
                        error.code(),
                        error.message(),
                        error.cause(),
                        error.index(),
                        answer.endpoint()))
                .orElseGet(() -> dispatcher.reject(
                        request, answered, InvalidAnswer.of(answer, "something that is not etcd's JSON", null)));
    }
}
