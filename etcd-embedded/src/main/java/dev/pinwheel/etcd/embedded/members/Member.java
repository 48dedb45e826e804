package dev.pinwheel.etcd.embedded.members;

import java.util.List;

/**
 * One member of a cluster.
 *
 * @param id an unsigned number
 * @param name empty until the member has started
 * @param peerUrls where other members would reach it
 * @param clientUrls where clients reach it; none until it has started
 */
public record Member(long id, String name, List<String> peerUrls, List<String> clientUrls) {

    /**
     * Returns the id as clients see it.
     *
     * @return in hexadecimal
     */
    public String hexId() {
        return Long.toHexString(id);
    }

    /**
     * Says whether this member has ever run.
     *
     * @return false of one that was added and nothing more
     */
    public boolean hasStarted() {
        return !name.isEmpty();
    }
}
