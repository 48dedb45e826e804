package dev.pinwheel.etcd.core.call;

import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;

/** Makes a result of an answer; safe for use by many threads. */
@FunctionalInterface
public interface AnswerReader<T> {

    /**
     * Reads the answer to a request.
     *
     * @throws EtcdException if etcd has refused the request
     * @throws UnexpectedAnswerException if the answer is not etcd's (E7)
     */
    T read(EtcdRequest request, EtcdAnswer answer) throws UnexpectedAnswerException;
}
