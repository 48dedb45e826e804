package dev.pinwheel.etcd.embedded.http;

import java.util.Comparator;
import java.util.List;

/**
 * What members tell about their cluster.
 *
 * @param id as a number that is never negative; shown in hexadecimal
 * @param raftTerm how many elections there were
 * @param members all of them, in the order of their ids
 */
public record ClusterInfo(long id, long raftTerm, List<MemberInfo> members) {

    /** Copies and orders the members. */
    public ClusterInfo {
        members = members.stream().sorted(Comparator.comparing(MemberInfo::id)).toList();
    }

    String hexId() {
        return Long.toHexString(id);
    }
}
