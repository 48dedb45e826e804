package dev.pinwheel.etcd.stats;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.InvalidResponseException;
import java.net.URI;

/**
 * Reads what members count, blocking the caller.
 *
 * <p>Each member counts by itself: {@link #self} and {@link #store} are those of whichever member answers. To ask a
 * certain one, say {@link #at}.
 *
 * <p>Every method throws
 *
 * <ul>
 *   <li>{@link ClusterException} when no endpoint answers;
 *   <li>{@link InvalidResponseException} when something answers that is not the etcd v2 API;
 *   <li>{@link ContextException} when the deadline passes, the thread is interrupted (its flag stays set), or the
 *       client is closed during the call;
 *   <li>{@link IllegalStateException} when the client is closed: at once, with nothing sent.
 * </ul>
 *
 * <p>Safe for use by many threads.
 */
public interface StatsApi {

    /**
     * What a member tells of itself.
     *
     * @return the statistics of the member that answered
     * @throws EtcdException as the interface says
     */
    SelfStats self();

    /**
     * What the leader tells of its followers: only the leader knows, so the endpoints are asked in turn.
     *
     * @return the statistics of the leader
     * @throws EtcdException as the interface says; {@link ClusterException} when no endpoint is the leader: each then
     *     fails with "403: not current leader"
     */
    LeaderStats leader();

    /**
     * What a member has done with its store.
     *
     * @return the statistics of the member that answered
     * @throws EtcdException as the interface says
     */
    StoreStats store();

    /**
     * The statistics of one member: only that endpoint is asked.
     *
     * @param endpoint such as one of {@link EtcdClient#endpoints()}
     * @return a view of this API
     * @throws IllegalArgumentException if the endpoint is not usable (F1)
     */
    StatsApi at(URI endpoint);
}
