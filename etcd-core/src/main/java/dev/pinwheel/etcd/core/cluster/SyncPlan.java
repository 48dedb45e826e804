package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.MemberEndpoints;
import dev.pinwheel.etcd.core.failover.Endpoints;
import dev.pinwheel.etcd.members.Member;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What follows from a list of members (C1, C5); pure.
 *
 * @param endpoints of all members that can be used, distinct
 * @param skipped the others
 */
record SyncPlan(List<URI> endpoints, List<Skipped> skipped) {

    /** A member that is left out, or one of its URLs, and why. */
    record Skipped(Member member, String reason) {}

    SyncPlan {
        endpoints = List.copyOf(endpoints);
        skipped = List.copyOf(skipped);
    }

    static SyncPlan of(List<Member> members, MemberEndpoints mapping) {
        Set<URI> endpoints = new LinkedHashSet<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Member member : members) {
            if (!member.hasStarted()) {
                skipped.add(new Skipped(member, "it has not started yet: it has no client URLs"));
                continue;
            }
            List<URI> mapped = mapping.of(member);
            if (mapped.isEmpty()) {
                skipped.add(new Skipped(member, "the mapping of members gives it no endpoint"));
            }
            for (URI url : mapped) {
                try {
                    endpoints.addAll(Endpoints.parse(List.of(url.toString())));
                } catch (IllegalArgumentException unusable) {
                    skipped.add(new Skipped(member, String.valueOf(unusable.getMessage())));
                }
            }
        }
        return new SyncPlan(List.copyOf(endpoints), skipped);
    }
}
