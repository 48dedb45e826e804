package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.WatchEvent;

/**
 * The key of a watch: how servers are asked about it, and how their answers are read. A watch decides by keys as
 * servers write them, and hands them out as a view shows them. Safe for use by many threads.
 */
public interface WatchedKey {

    /** The key as the view shows it, for people. */
    String shown();

    /** The whole key, as servers know it. */
    String whole();

    /** A long poll for the first change from an index on. */
    EtcdRequest poll(long index, boolean isRecursive);

    /** A read through consensus. */
    EtcdRequest read(boolean isRecursive);

    /**
     * Reads an event or a node, with whole keys.
     *
     * @throws UnexpectedAnswerException if it is neither (E7)
     */
    KeysResponse content(EtcdAnswer answer) throws UnexpectedAnswerException;

    /**
     * Reads a refusal.
     *
     * @throws UnexpectedAnswerException if it is none (E7)
     */
    ErrorBody refusal(EtcdAnswer answer) throws UnexpectedAnswerException;

    /** The event with keys as the view shows them. */
    WatchEvent show(WatchEvent event);
}
