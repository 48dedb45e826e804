package dev.pinwheel.etcd.core.failover;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The endpoints of a cluster in the order in which calls try them, the one that calls start from, and those that are
 * doubtful.
 *
 * <p>Immutable: a client keeps its ring in one atomic reference, and whoever has news swaps in a new one. News about a
 * ring that has been replaced is dropped (F7).
 *
 * @param endpoints distinct, never empty
 * @param pin index of the endpoint that the next call tries first
 * @param suspects those that let a request wait in vain: tried last, never dropped (F14)
 * @param bootstrap endpoints outside the ring, tried once each when the whole ring has failed, and never pinned (C3)
 */
public record EndpointRing(List<URI> endpoints, int pin, Set<URI> suspects, List<URI> bootstrap) {

    public EndpointRing {
        endpoints = List.copyOf(endpoints);
        suspects = Set.copyOf(suspects);
        bootstrap = List.copyOf(bootstrap);
        if (pin < 0 || pin >= endpoints.size()) {
            throw new IllegalArgumentException("pin is " + pin + " of " + endpoints.size() + " endpoints");
        }
    }

    /** A ring with nothing to fall back to. */
    public EndpointRing(List<URI> endpoints, int pin, Set<URI> suspects) {
        this(endpoints, pin, suspects, List.of());
    }

    /** The endpoints in random order (F2). */
    public static EndpointRing shuffled(Collection<URI> endpoints, RandomGenerator random) {
        List<URI> order = new ArrayList<>(endpoints);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            URI swapped = order.get(i);
            order.set(i, order.get(j));
            order.set(j, swapped);
        }
        return new EndpointRing(order, 0, Set.of());
    }

    /** A ring of one. */
    public static EndpointRing of(URI endpoint) {
        return new EndpointRing(List.of(endpoint), 0, Set.of());
    }

    /** This ring, with those of the endpoints that are not in it to fall back to (C3). */
    public EndpointRing fallingBackTo(Collection<URI> others) {
        List<URI> outside =
                others.stream().filter(other -> !endpoints.contains(other)).toList();
        return new EndpointRing(endpoints, pin, suspects, outside);
    }

    /** How many endpoints a call may try. */
    public int turns() {
        return endpoints.size() + bootstrap.size();
    }

    /**
     * The endpoint that a call tries at its {@code turn}, counted from 0: from the pin, once round (F3), suspects last
     * (F14), and then the bootstrap endpoints (C3).
     */
    public URI atTurn(int turn) {
        if (turn >= endpoints.size()) {
            return bootstrap.get(turn - endpoints.size());
        }
        return suspects.isEmpty()
                ? endpoints.get((pin + turn) % endpoints.size())
                : fromPin().get(turn);
    }

    /** All endpoints of the ring in the order in which a call tries them. */
    public List<URI> fromPin() {
        List<URI> trusted = new ArrayList<>(endpoints.size());
        List<URI> doubtful = new ArrayList<>(suspects.size());
        for (int i = 0; i < endpoints.size(); i++) {
            URI endpoint = endpoints.get((pin + i) % endpoints.size());
            (suspects.contains(endpoint) ? doubtful : trusted).add(endpoint);
        }
        trusted.addAll(doubtful);
        return List.copyOf(trusted);
    }

    /** Whoever may be asked, in no particular order. */
    public List<URI> all() {
        if (bootstrap.isEmpty()) {
            return endpoints;
        }
        List<URI> all = new ArrayList<>(endpoints);
        all.addAll(bootstrap);
        return all;
    }

    /** The endpoint from which calls start, or would if it were not suspect. */
    URI pinned() {
        return endpoints.get(pin);
    }

    /** This ring when its pinned endpoint has answered, and so is trusted again; this ring itself when it was (F7). */
    EndpointRing confirmed() {
        return pinnedTo(pinned());
    }

    /** This ring started from {@code answered}, which is trusted again; this ring itself when nothing changes (F7). */
    public EndpointRing pinnedTo(URI answered) {
        int index = pinned().equals(answered) ? pin : endpoints.indexOf(answered);
        if (index < 0 || (index == pin && !suspects.contains(answered))) {
            return this;
        }
        return new EndpointRing(endpoints, index, suspectsWithout(answered), bootstrap);
    }

    /** This ring started from the endpoint after {@code failed}; this ring itself when {@code failed} is not in it. */
    public EndpointRing movedOnFrom(URI failed) {
        int index = endpoints.indexOf(failed);
        return index < 0 ? this : new EndpointRing(endpoints, (index + 1) % endpoints.size(), suspects, bootstrap);
    }

    /** This ring with {@code silent} tried last; if one of them had the pin, the next that is trusted has it. */
    public EndpointRing suspecting(Set<URI> silent) {
        Set<URI> more = new HashSet<>(silent);
        more.retainAll(endpoints);
        more.addAll(suspects);
        if (more.size() == suspects.size()) {
            return this;
        }
        // When none is trusted, the order stays as it was, and so must the pin.
        URI first = new EndpointRing(endpoints, pin, more).atTurn(0);
        return new EndpointRing(endpoints, more.contains(first) ? pin : endpoints.indexOf(first), more, bootstrap);
    }

    /** This ring with an endpoint tried in its turn again; this ring itself when it is. */
    public EndpointRing trusting(URI answering) {
        return suspects.contains(answering)
                ? new EndpointRing(endpoints, pin, suspectsWithout(answering), bootstrap)
                : this;
    }

    /** Whether a call that started from {@code earlier} still has news for this ring: same endpoints, same pin (F7). */
    public boolean isStill(EndpointRing earlier) {
        return pin == earlier.pin && endpoints.equals(earlier.endpoints);
    }

    /** Whether the other has the same endpoints, in whatever order. */
    public boolean hasEndpointsOf(EndpointRing other) {
        return endpoints.size() == other.endpoints.size() && endpoints.containsAll(other.endpoints);
    }

    private Set<URI> suspectsWithout(URI trusted) {
        Set<URI> fewer = new HashSet<>(suspects);
        fewer.remove(trusted);
        return fewer;
    }
}
