package dev.pinwheel.etcd.embedded.members;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The members of a cluster. Each method that changes them does all or nothing.
 *
 * <p>Safe for use by many threads.
 */
public final class Membership {
    private final Object lock = new Object();
    private final Map<Long, Member> members = new TreeMap<>(Long::compareUnsigned);
    private final Set<Long> removed = new HashSet<>();

    /**
     * Makes a cluster.
     *
     * @param founders who belongs to it from the start, all of them started
     */
    public Membership(Collection<Member> founders) {
        founders.forEach(member -> members.put(member.id(), member));
    }

    /**
     * Returns all members.
     *
     * @return in the order of their ids
     */
    public List<Member> all() {
        synchronized (lock) {
            return List.copyOf(members.values());
        }
    }

    /**
     * Looks for a member.
     *
     * @param id of the member
     * @return empty if there is none, or no more
     */
    public Optional<Member> find(long id) {
        synchronized (lock) {
            return Optional.ofNullable(members.get(id));
        }
    }

    /**
     * Returns how many members there are, started or not.
     *
     * @return at least 1
     */
    public int size() {
        synchronized (lock) {
            return members.size();
        }
    }

    /**
     * Adds a member that has yet to start.
     *
     * @param peerUrls where it will be
     * @param now from which its id is made
     * @return the new member
     * @throws MembershipRefusal if that cannot be
     */
    public Member add(List<String> peerUrls, Instant now) throws MembershipRefusal {
        synchronized (lock) {
            // One at a time: the next may come when this one runs.
            if (started(members.values()) < members.size()) {
                throw new MembershipRefusal(MembershipRefusal.Reason.QUORUM_AT_RISK);
            }
            requireUnused(peerUrls, members.values());
            Member member = new Member(newId(peerUrls, now), "", peerUrls, List.of());
            members.put(member.id(), member);
            return member;
        }
    }

    /**
     * Moves a member.
     *
     * @param id of the member
     * @param peerUrls where it is from now on
     * @throws MembershipRefusal if that cannot be
     */
    public void update(long id, List<String> peerUrls) throws MembershipRefusal {
        synchronized (lock) {
            Member old = existing(id);
            requireUnused(
                    peerUrls,
                    members.values().stream()
                            .filter(member -> member.id() != id)
                            .toList());
            members.put(id, new Member(id, old.name(), peerUrls, old.clientUrls()));
        }
    }

    /**
     * Removes a member for good.
     *
     * @param id of the member
     * @throws MembershipRefusal if that cannot be
     */
    public void remove(long id) throws MembershipRefusal {
        synchronized (lock) {
            List<Member> rest = members.values().stream()
                    .filter(member -> member.id() != id)
                    .toList();
            if (!isQuorum(started(rest), rest.size())) {
                throw new MembershipRefusal(MembershipRefusal.Reason.QUORUM_AT_RISK);
            }
            existing(id);
            members.remove(id);
            removed.add(id);
        }
    }

    /**
     * Says whether a member was removed.
     *
     * @param id of the member
     * @return true if there was one, and is no more
     */
    public boolean hasRemoved(long id) {
        synchronized (lock) {
            return removed.contains(id);
        }
    }

    private Member existing(long id) throws MembershipRefusal {
        if (removed.contains(id)) {
            throw new MembershipRefusal(MembershipRefusal.Reason.REMOVED);
        }
        Member member = members.get(id);
        if (member == null) {
            throw new MembershipRefusal(MembershipRefusal.Reason.UNKNOWN);
        }
        return member;
    }

    private static void requireUnused(List<String> urls, Collection<Member> others) throws MembershipRefusal {
        if (others.stream().flatMap(member -> member.peerUrls().stream()).anyMatch(urls::contains)) {
            throw new MembershipRefusal(MembershipRefusal.Reason.URL_IN_USE);
        }
    }

    private static long started(Collection<Member> members) {
        return members.stream().filter(Member::hasStarted).count();
    }

    private static boolean isQuorum(long started, int all) {
        return started > all / 2;
    }

    // Another second, another id: a member that was removed can come back as a new one.
    private static long newId(List<String> peerUrls, Instant now) {
        String seed = String.join("", peerUrls) + now.getEpochSecond();
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }
}
