package dev.pinwheel.etcd;

import dev.pinwheel.etcd.members.Member;
import java.net.URI;
import java.util.List;

/**
 * Says by which endpoints this client reaches a member: what a member advertises need not be what a client behind an
 * address translation or outside of a container network can reach (C5).
 *
 * <pre>{@code
 * builder.memberEndpoints(member -> List.of(URI.create("https://" + member.name() + ".etcd.example.com:2379")))
 * }</pre>
 *
 * <p>Called on the client's threads during a sync, so it must not block.
 */
@FunctionalInterface
public interface MemberEndpoints {

    /**
     * The endpoints of a member.
     *
     * @param member a member that has started
     * @return absolute http or https URIs; empty to leave the member out
     */
    List<URI> of(Member member);

    /**
     * The default: what the member advertises.
     *
     * @return all its client URLs
     */
    static MemberEndpoints advertised() {
        return Member::clientUrls;
    }
}
