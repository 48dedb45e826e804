package dev.pinwheel.etcd.embedded.journal;

import dev.pinwheel.etcd.embedded.request.Requests;
import java.util.List;

/**
 * What the members of a cluster received, in the order in which it came, and what came of it: so a test can tell that
 * something was applied exactly once.
 *
 * <pre>{@code
 * assertThat(etcd.journal().applied(Requests.method("PUT").withPath("/v2/keys/foo"))).hasSize(1);
 * }</pre>
 *
 * <p>Every request that is whole has an entry before the member looks at it, and the entry tells of its end before the
 * client can. What the server refuses before it is a request at all, such as a malformed head, has none, and neither
 * have bytes that wait at a paused member. The last 100,000 requests are kept, or fewer if they take more than some 64
 * MiB; older ones are dropped and counted.
 *
 * <p>Thread-safe. Belongs to the cluster, and can still be read when that is closed. Not to be implemented.
 */
public interface Journal {

    /**
     * Returns everything that is kept.
     *
     * @return the entries as they are now, in order of arrival; unmodifiable
     */
    List<Entry> entries();

    /**
     * Returns what is kept of some requests.
     *
     * @param requests which
     * @return the entries as they are now, in order of arrival; unmodifiable
     */
    default List<Entry> entries(Requests requests) {
        return entries().stream()
                .filter(entry -> requests.match(entry.request()))
                .toList();
    }

    /**
     * Returns those of some requests that changed something, answered or not.
     *
     * @param requests which
     * @return the entries whose effect is {@link Effect#APPLIED}, in order of arrival; unmodifiable
     */
    default List<Entry> applied(Requests requests) {
        return entries(requests).stream()
                .filter(entry -> entry.effect() == Effect.APPLIED)
                .toList();
    }

    /**
     * Returns how many entries were dropped because too many came after them.
     *
     * @return 0 or more, since the start or the last {@link #clear()}
     */
    long dropped();

    /** Forgets all entries. Requests that are being answered now do not come back. */
    void clear();
}
