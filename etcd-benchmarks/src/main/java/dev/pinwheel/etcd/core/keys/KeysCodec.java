package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.SetOptions;
import org.jspecify.annotations.NullMarked;
import tools.jackson.core.json.JsonFactory;

/** Lets the benchmarks encode and decode without a call. */
@NullMarked
public final class KeysCodec {
    private final KeysOperations keys = KeysOperations.of(JsonFactory.builder().build(), CallKind.WRITE);
    private final Operation<KeysResponse> get = keys.get("/", GetOptions.none());

    /** The request of an unconditional set. */
    public EtcdRequest set(String key, String value) {
        return keys.set(key, value, SetOptions.none()).request();
    }

    /** Reads the answer to a get. */
    public KeysResponse decode(EtcdAnswer answer) throws UnexpectedAnswerException {
        return get.reader().read(get.request(), answer);
    }
}
