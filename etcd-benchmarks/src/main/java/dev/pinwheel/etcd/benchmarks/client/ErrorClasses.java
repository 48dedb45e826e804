package dev.pinwheel.etcd.benchmarks.client;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.WatchGapException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Names failures of our client by family and outcome, such as "cluster-unknown"; a refusal by etcd's code. */
final class ErrorClasses {
    private ErrorClasses() {}

    static String of(Throwable failure) {
        Throwable cause = failure.getCause();
        if ((failure instanceof CompletionException || failure instanceof ExecutionException) && cause != null) {
            return of(cause);
        }
        if (failure instanceof KeysException refused) {
            return "etcd:" + refused.number();
        }
        if (failure instanceof EtcdException etcd) {
            return family(etcd) + (etcd.outcome() == Outcome.UNKNOWN ? "-unknown" : "-not-applied");
        }
        return failure.getClass().getSimpleName();
    }

    private static String family(EtcdException failure) {
        if (failure instanceof DeadlineExceededException) {
            return "deadline";
        }
        if (failure instanceof CallCancelledException) {
            return "cancelled";
        }
        if (failure instanceof ClusterException) {
            return "cluster";
        }
        if (failure instanceof InvalidResponseException) {
            return "response";
        }
        return failure instanceof WatchGapException ? "gap" : "other";
    }
}
