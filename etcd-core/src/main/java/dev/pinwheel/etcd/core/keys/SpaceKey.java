package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.watch.WatchedKey;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.WatchEvent;

/**
 * A key of a key space, to be watched. Safe for use by many threads.
 *
 * @param shown the key as its user gave it
 * @param space where it is
 * @param requests how to ask for it
 * @param whole the key as etcd writes it
 * @param decoder reads answers with whole keys
 */
record SpaceKey(String shown, KeySpace space, KeysRequests requests, String whole, KeysDecoder decoder)
        implements WatchedKey {

    SpaceKey(String shown, KeySpace space, KeysRequests requests, KeysDecoder decoder) {
        this(shown, space, requests, space.whole(shown), decoder);
    }

    @Override
    public EtcdRequest poll(long index, boolean isRecursive) {
        return requests.poll(shown, index, isRecursive);
    }

    @Override
    public EtcdRequest read(boolean isRecursive) {
        GetOptions quorum = GetOptions.quorum();
        return requests.get(shown, isRecursive ? quorum.withRecursive() : quorum);
    }

    @Override
    public KeysResponse content(EtcdAnswer answer) throws UnexpectedAnswerException {
        return decoder.decode(answer, KeysDecoder.NodeExpected.ALWAYS);
    }

    @Override
    public ErrorBody refusal(EtcdAnswer answer) throws UnexpectedAnswerException {
        return decoder.refusal(answer);
    }

    @Override
    public WatchEvent show(WatchEvent event) {
        return space.namespace().isEmpty() ? event : new ShownEvents(space).show(event);
    }
}
