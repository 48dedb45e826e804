package dev.pinwheel.etcd.embedded.recording;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.journal.Effect;
import dev.pinwheel.etcd.embedded.journal.Entry;
import dev.pinwheel.etcd.embedded.request.ReceivedRequest;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What is known of one request that was received; whoever deals with it says what he did. Thread-safe.
 *
 * <p>News may come late: a change can be applied after its client was told that it timed out.
 */
public final class Receipt {
    private final long number;
    private final int weight;
    private final Supplier<ReceivedRequest> request;
    private Effect effect = Effect.PENDING;
    private OptionalLong appliedIndex = OptionalLong.empty();
    private OptionalInt status = OptionalInt.empty();
    private Optional<Fault> fault = Optional.empty();

    Receipt(long number, int weight, Supplier<ReceivedRequest> request) {
        this.number = number;
        this.weight = weight;
        this.request = request;
    }

    /**
     * Makes a receipt that no journal keeps.
     *
     * @return for requests that no server received
     */
    public static Receipt unrecorded() {
        return new Receipt(0, 0, () -> {
            throw new IllegalStateException("nobody received this request");
        });
    }

    /**
     * Returns what was received.
     *
     * @return decoded anew by each call
     */
    public ReceivedRequest request() {
        return request.get();
    }

    /**
     * Learns that the request changed keys.
     *
     * @param index that it took
     */
    public synchronized void applied(long index) {
        effect = Effect.APPLIED;
        appliedIndex = OptionalLong.of(index);
    }

    /** Learns that the request changed something that has no index. */
    public synchronized void applied() {
        effect = Effect.APPLIED;
    }

    /** Learns that the request was refused; of no account if it has been applied. */
    public synchronized void refused() {
        end(Effect.REFUSED);
    }

    /** Learns that the request changed nothing; of no account if it has been applied or refused. */
    public synchronized void changedNothing() {
        end(Effect.NONE);
    }

    /**
     * Learns that the client is given an answer.
     *
     * @param answered its status
     */
    public synchronized void answered(int answered) {
        status = OptionalInt.of(answered);
    }

    /**
     * Learns that a fault befalls the request.
     *
     * @param befell which
     */
    public synchronized void befell(Fault befell) {
        fault = Optional.of(befell);
    }

    int weight() {
        return weight;
    }

    synchronized Entry entry() {
        return new Entry(number, request.get(), effect, appliedIndex, status, fault);
    }

    private void end(Effect how) {
        if (effect == Effect.PENDING) {
            effect = how;
        }
    }
}
