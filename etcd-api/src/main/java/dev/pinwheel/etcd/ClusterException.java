package dev.pinwheel.etcd;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/**
 * No endpoint gave an answer: each has failed, or the call had to stop because repeating it might apply a write twice
 * (E2, F5, F8).
 *
 * <p>The message has one numbered line for each failure, in the order of the attempts:
 *
 * <pre>
 * no endpoint answered PUT /v2/keys/config/flags (3 of 3 tried, outcome UNKNOWN: the write may have been applied)
 *   1. http://10.0.0.1:2379  connection refused
 *   2. http://10.0.0.2:2379  no response head within 2 s; the request may have been received
 *   3. http://10.0.0.3:2379  503: etcdserver: no leader (code 301)
 * </pre>
 */
public final class ClusterException extends EtcdException {
    @Serial
    private static final long serialVersionUID = 1L;

    // Not a List, which would not promise to be serializable.
    private final ArrayList<EndpointFailure> failures;

    /**
     * Gathers the failures of a call.
     *
     * @param headline which call, and how it ended
     * @param failures why each endpoint failed, in the order of the attempts
     * @param outcome what is known about the write
     */
    public ClusterException(String headline, List<EndpointFailure> failures, Outcome outcome) {
        super(describe(headline, failures), outcome, null);
        this.failures = new ArrayList<>(failures);
        for (EndpointFailure failure : failures) {
            if (failure instanceof EndpointFailure.NotSent notSent) {
                addSuppressed(notSent.error());
            } else if (failure instanceof EndpointFailure.Interrupted interrupted) {
                addSuppressed(interrupted.error());
            }
        }
    }

    /**
     * Why each endpoint failed.
     *
     * @return the failures in the order of the attempts, immutable
     */
    public List<EndpointFailure> failures() {
        return List.copyOf(failures);
    }

    private static String describe(String headline, List<EndpointFailure> failures) {
        StringBuilder text = new StringBuilder(headline);
        int number = 0;
        for (EndpointFailure failure : failures) {
            text.append("\n  ")
                    .append(++number)
                    .append(". ")
                    .append(failure.endpoint())
                    .append("  ")
                    .append(failure.description());
        }
        return text.toString();
    }
}
