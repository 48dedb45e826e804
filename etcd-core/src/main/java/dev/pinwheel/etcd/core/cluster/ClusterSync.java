package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.EndpointSelection;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.NoLeaderException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.call.Sequence;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.failover.Rings;
import dev.pinwheel.etcd.core.members.MembersOperations;
import dev.pinwheel.etcd.members.Member;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the cluster's members the endpoints of the client (C1 to C3, C5, C6). Safe for use by many threads. */
@Singleton
public final class ClusterSync {
    private final Calls calls;
    private final MembersOperations members;
    private final Reachability reachability;
    private final Rings rings;
    private final ClusterSettings settings;
    private final GuardedListener listener;
    private final AtomicReference<@Nullable CompletableFuture<List<URI>>> running = new AtomicReference<>();

    @Inject
    ClusterSync(
            Calls calls,
            MembersOperations members,
            Dispatcher dispatcher,
            ClusterSettings settings,
            GuardedListener listener) {
        this.calls = calls;
        this.members = members;
        this.reachability = new Reachability(dispatcher);
        this.rings = dispatcher.rings();
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Syncs, or joins the sync that is running (C6).
     *
     * @return the endpoints afterwards; completing it by hand, or cancelling it, does not end the sync
     * @throws IllegalStateException if the client is closed
     */
    public CompletableFuture<List<URI>> run() {
        CompletableFuture<List<URI>> mine = new CompletableFuture<>();
        CompletableFuture<List<URI>> first = running.compareAndExchange(null, mine);
        if (first != null) {
            return first.copy();
        }
        try {
            var unused = Sequence.<List<URI>>of(this::listMembers).whenComplete((endpoints, failure) -> {
                running.set(null);
                if (failure == null) {
                    mine.complete(endpoints);
                } else {
                    mine.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException closed) {
            running.set(null);
            mine.completeExceptionally(closed);
            throw closed;
        }
        return mine.copy();
    }

    private void listMembers(Sequence<List<URI>> sequence) {
        sequence.step(calls.start(members.list()), list -> {
            SyncPlan plan = SyncPlan.of(list, settings.mapping());
            plan.skipped().forEach(skip -> listener.tell(to -> to.memberSkipped(skip.member(), skip.reason())));
            if (plan.endpoints().isEmpty()) {
                throw useless("members without one usable URL: " + plan.skipped());
            }
            if (rings.current().hasEndpointsOf(new EndpointRing(plan.endpoints(), 0, Set.of()))) {
                findLeader(sequence, leader -> leader.ifPresent(rings::pin));
            } else {
                probe(sequence, plan);
            }
        });
    }

    /** A new ring has to prove itself, and who does not answer stands at its end (C5). */
    private void probe(Sequence<List<URI>> sequence, SyncPlan plan) {
        sequence.step(reachability.of(plan.endpoints()), reached -> {
            if (reached.isEmpty()) {
                throw useless("members of which none answers at the URLs that it advertises, " + plan.endpoints()
                        + "; map them in the builder with memberEndpoints(…)");
            }
            findLeader(sequence, leader -> {
                Set<URI> silent = new HashSet<>(plan.endpoints());
                silent.removeAll(reached);
                EndpointRing found = EndpointRing.shuffled(plan.endpoints(), settings.random())
                        .suspecting(silent)
                        .fallingBackTo(settings.bootstrap());
                boolean isNew = rings.replace(leader.map(found::pinnedTo).orElse(found));
                if (isNew) {
                    listener.tell(to -> to.endpointsChanged(rings.current().fromPin()));
                }
            });
        });
    }

    private void findLeader(Sequence<List<URI>> sequence, Consumer<Optional<URI>> then) {
        if (settings.selection() == EndpointSelection.RANDOM) {
            then.accept(Optional.empty());
            sequence.end(rings.current().fromPin());
            return;
        }
        sequence.step(
                calls.start(members.leader()),
                leader -> {
                    then.accept(Optional.of(endpointOf(leader)));
                    sequence.end(rings.current().fromPin());
                },
                failure -> Optional.of(isWithoutLeader(failure) ? noLeader(failure) : failure));
    }

    private URI endpointOf(Member leader) {
        List<URI> endpoints = SyncPlan.of(List.of(leader), settings.mapping()).endpoints();
        if (endpoints.isEmpty()) {
            throw new NoLeaderException("the leader " + leader + " has no endpoint that this client can use", null);
        }
        return endpoints.get(0);
    }

    private static boolean isWithoutLeader(Throwable failure) {
        return failure instanceof ClusterException cluster
                && cluster.failures().stream()
                        .anyMatch(one -> one instanceof EndpointFailure.ServerFailure server && server.status() == 503);
    }

    private static NoLeaderException noLeader(Throwable cause) {
        return new NoLeaderException(
                "no endpoint knows a leader, so the endpoints stay as they are; sync again when one is elected", cause);
    }

    private InvalidResponseException useless(String what) {
        URI asked = rings.current().atTurn(0);
        return new InvalidResponseException(
                asked + " answered GET /v2/members with " + what, asked, 200, "", "", Outcome.NOT_APPLIED, null);
    }
}
