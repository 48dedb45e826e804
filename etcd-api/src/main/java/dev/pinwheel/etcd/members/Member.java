package dev.pinwheel.etcd.members;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;

/**
 * One member of the cluster, as the member that was asked knows it.
 *
 * @param id its id, in lower-case hexadecimal without leading zeros, such as "8e9e05c52164694d"
 * @param name its name; empty until it has started for the first time
 * @param peerUrls where the other members reach it
 * @param clientUrls where it tells clients to reach it; empty until it has started for the first time
 */
public record Member(String id, String name, List<URI> peerUrls, List<URI> clientUrls) {

    /**
     * Checks the parts and keeps copies of the lists.
     *
     * @throws NullPointerException if a part is null
     */
    public Member {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        peerUrls = List.copyOf(peerUrls);
        clientUrls = List.copyOf(clientUrls);
    }

    /**
     * Whether it has ever started: one that was only added serves no client yet (C1).
     *
     * @return true if it has told the cluster where clients reach it
     */
    public boolean hasStarted() {
        return !clientUrls.isEmpty();
    }
}
