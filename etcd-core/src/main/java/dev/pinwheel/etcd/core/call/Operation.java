package dev.pinwheel.etcd.core.call;

import dev.pinwheel.etcd.core.dispatch.EtcdRequest;

/**
 * One call of an API as a value.
 *
 * @param request what is asked
 * @param reader how the answer is read
 */
public record Operation<T>(EtcdRequest request, AnswerReader<T> reader) {}
