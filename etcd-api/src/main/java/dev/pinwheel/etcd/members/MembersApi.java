package dev.pinwheel.etcd.members;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.ContextException;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.Outcome;
import java.util.List;

/**
 * Lists and changes the members of the cluster, blocking the caller.
 *
 * <p>A change needs the consent of the cluster, and etcd answers with a failure of its own also when it has only lost
 * patience: after a {@link ClusterException} with the outcome {@link Outcome#UNKNOWN}, list the members before you
 * repeat it. A member that carries out its own removal stops before it can answer.
 *
 * <p>Every method throws
 *
 * <ul>
 *   <li>{@link MembersException} when etcd refuses;
 *   <li>{@link ClusterException} when no endpoint answers. Reading tries them all, a change that may have been received
 *       is never sent again (F5, F6);
 *   <li>{@link InvalidResponseException} when something answers that is not the etcd v2 API;
 *   <li>{@link ContextException} when the deadline passes, the thread is interrupted (its flag stays set), or the
 *       client is closed during the call;
 *   <li>{@link IllegalArgumentException} for arguments that cannot be sent, and {@link IllegalStateException} when the
 *       client is closed: at once, with nothing sent.
 * </ul>
 *
 * <p>Safe for use by many threads.
 */
public interface MembersApi {

    /**
     * The members, those that have not started yet included.
     *
     * @return the members as the answering one knows them, in the order of their ids; also without a leader
     * @throws EtcdException as the interface says
     */
    List<Member> list();

    /**
     * The leader.
     *
     * <p>A member that is cut off may go on naming the old leader, itself included, for a second or two.
     *
     * @return the member that leads
     * @throws EtcdException as the interface says; {@link ClusterException} when no endpoint knows a leader: each then
     *     fails with "503: During election"
     */
    Member leader();

    /**
     * Adds a member, which is to be started afterwards.
     *
     * <p>It counts for the quorum at once: a cluster of one stands still until the second has started.
     *
     * @param peerUrls where the other members will reach it, at least one, such as "http://10.0.0.4:2380": scheme, host
     *     and port, without a path
     * @return the new member, with its id, and without name and client URLs
     * @throws EtcdException as the interface says; {@link MembersException#isPeerUrlTaken()} when a member has one of
     *     the URLs already
     */
    Member add(String... peerUrls);

    /**
     * Changes where the other members reach a member.
     *
     * @param id the member's id, in hexadecimal
     * @param peerUrls all its peer URLs from now on, at least one, as for {@link #add}
     * @throws EtcdException as the interface says; {@link MembersException#isMemberNotFound()} when there is no such
     *     member, {@link MembersException#isPeerUrlTaken()} when another member has one of the URLs. A member that has
     *     been removed is a {@link ClusterException}: etcd answers 500 there
     */
    void update(String id, String... peerUrls);

    /**
     * Removes a member for good; its process ends.
     *
     * @param id the member's id, in hexadecimal
     * @throws EtcdException as the interface says; {@link MembersException#isMemberNotFound()} when there was never
     *     such a member, {@link MembersException#isMemberRemoved()} when it is removed already
     */
    void remove(String id);
}
