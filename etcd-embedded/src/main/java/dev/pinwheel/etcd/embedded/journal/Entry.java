package dev.pinwheel.etcd.embedded.journal;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.request.ReceivedRequest;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One request that a member received, and what had come of it when the journal was read.
 *
 * @param number 1 for the first request of a cluster's life, 2 for the second, and so on; clearing the journal does not
 *     begin again
 * @param request who received what
 * @param effect what it did to the cluster
 * @param appliedIndex the index that it took, if it changed keys; it is the {@code modifiedIndex} of what it wrote or
 *     removed, and the {@code X-Etcd-Index} of its answer
 * @param status of the answer, once all of it is on its way, or of a watch the head; empty if there was none, or a
 *     fault spoiled it
 * @param fault that befell it, see {@link dev.pinwheel.etcd.embedded.Faults}
 */
public record Entry(
        long number,
        ReceivedRequest request,
        Effect effect,
        OptionalLong appliedIndex,
        OptionalInt status,
        Optional<Fault> fault) {

    /**
     * Says whether the client was given a whole answer.
     *
     * @return true if there is a {@link #status}
     */
    public boolean isAnswered() {
        return status.isPresent();
    }

    /** The entry in one line, for logs and failed assertions. */
    @Override
    public String toString() {
        return number + " " + request + ": " + effect
                + (appliedIndex.isPresent() ? " at " + appliedIndex.getAsLong() : "")
                + (status.isPresent() ? ", status " + status.getAsInt() : ", not answered")
                + fault.map(befell -> ", " + befell).orElse("");
    }
}
