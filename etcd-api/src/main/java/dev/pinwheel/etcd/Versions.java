package dev.pinwheel.etcd;

import static java.util.Objects.requireNonNull;

/**
 * Which etcd answers.
 *
 * @param server the version of the member that answered, such as "3.4.23"
 * @param cluster the version that all members can speak, such as "3.4.0"; "not_decided" just after the first start
 */
public record Versions(String server, String cluster) {

    /**
     * Checks the parts.
     *
     * @throws NullPointerException if a part is null
     */
    public Versions {
        requireNonNull(server, "server");
        requireNonNull(cluster, "cluster");
    }
}
