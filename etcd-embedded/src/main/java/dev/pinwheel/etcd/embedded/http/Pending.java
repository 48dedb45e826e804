package dev.pinwheel.etcd.embedded.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * An answer that depends on other members.
 *
 * @param answer completed when they have agreed; perhaps never
 * @param patience how long the client is kept waiting for that
 * @param otherwise what it is told then
 */
record Pending(CompletableFuture<Answer> answer, Duration patience, Answer otherwise) implements Answer {

    /** One that is there already, or not. */
    static Answer of(CompletableFuture<Answer> answer, Duration patience, Answer otherwise) {
        return answer.isDone() ? answer.join() : new Pending(answer, patience, otherwise);
    }

    /** One that is nothing but a time-out. */
    static Pending timeOut(Duration patience, Answer otherwise) {
        return new Pending(new CompletableFuture<>(), patience, otherwise);
    }

    @Override
    public Pending with(String name, String value) {
        return new Pending(answer.thenApply(later -> later.with(name, value)), patience, otherwise.with(name, value));
    }
}
