package dev.pinwheel.etcd.tck.failover;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.EmbeddedMember;
import dev.pinwheel.etcd.embedded.journal.Entry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold of every call, whatever has happened to the cluster; each answers with what breaks it, in words. */
final class Invariants {
    private final EmbeddedEtcd cluster;
    private final Duration headerTimeout;
    private final Duration bound;
    private Duration slowest = Duration.ZERO;

    /**
     * Watches over the calls of one script.
     *
     * @param headerTimeout of the client: a call that takes less has found nobody silent
     * @param bound for every call
     */
    Invariants(EmbeddedEtcd cluster, Duration headerTimeout, Duration bound) {
        this.cluster = cluster;
        this.headerTimeout = headerTimeout;
        this.bound = bound;
    }

    /** To be asked as soon as some calls have ended. */
    Optional<String> rightAfter(List<Ended> together, List<URI> ring) {
        together.stream().map(Ended::took).forEach(this::remember);
        Stream<Optional<String>> each =
                together.stream().flatMap(ended -> Stream.of(endsInTime(ended), failsProperly(ended)));
        // Of calls at once nobody can say whose news of the pin came last.
        Stream<Optional<String>> pin = together.size() == 1 ? Stream.of(pin(together.get(0), ring)) : Stream.empty();
        return first(Stream.concat(each, pin));
    }

    private void remember(Duration took) {
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }

    /** To be asked when nothing can be applied any more. */
    Optional<String> atTheEnd(List<Ended> all) {
        return first(all.stream()
                .flatMap(ended -> Stream.of(
                        acknowledgedIsAppliedOnce(ended), notAppliedIsNotApplied(ended), isNotRepeated(ended))));
    }

    private static Optional<String> first(Stream<Optional<String>> answers) {
        return answers.flatMap(Optional::stream).findFirst();
    }

    private Optional<String> endsInTime(Ended ended) {
        return broken(ended.took().compareTo(bound) > 0, "F12: a call outlives its deadline", ended);
    }

    private Optional<String> failsProperly(Ended ended) {
        return broken(ended.isStrange(), "E: a call fails with something else than an EtcdException", ended);
    }

    /** F7: who has answered is the pin; who has let a write down is not, unless all others are suspect (F14). */
    private Optional<String> pin(Ended ended, List<URI> ring) {
        if (ended.isAnswered()) {
            Optional<URI> answered = answeredBy(ended.call());
            return broken(
                    answered.isPresent() && !ring.get(0).equals(answered.get()),
                    "F7: " + answered.orElse(ring.get(0)) + " answered, and the ring is " + ring,
                    ended);
        }
        return ended.stoppedWith()
                .filter(stopped -> slowest.compareTo(headerTimeout) < 0)
                .flatMap(stopped -> broken(
                        stopped.failures()
                                .get(stopped.failures().size() - 1)
                                .endpoint()
                                .equals(ring.get(0)),
                        "F5: the pin stays on the endpoint that failed; the ring is " + ring,
                        ended));
    }

    private Optional<URI> answeredBy(Call call) {
        return call.received(cluster.journal()).stream()
                .filter(Entry::isAnswered)
                .reduce((earlier, later) -> later)
                .map(entry -> entry.request().member())
                .flatMap(name -> cluster.members().stream()
                        .filter(member -> member.name().equals(name))
                        .map(EmbeddedMember::uri)
                        .findFirst());
    }

    private Optional<String> acknowledgedIsAppliedOnce(Ended ended) {
        boolean write = !ended.call().verb().isRepeatable();
        int times = ended.call().applied(cluster.journal()).size();
        return broken(
                write && ended.isSuccess() && times != 1,
                "an acknowledged write is applied " + times + " times",
                ended);
    }

    private Optional<String> notAppliedIsNotApplied(Ended ended) {
        boolean applied = !ended.call().applied(cluster.journal()).isEmpty();
        return broken(ended.isNotApplied() && applied, "F8: NOT_APPLIED, and yet it was applied", ended);
    }

    private Optional<String> isNotRepeated(Ended ended) {
        List<Entry> received = ended.call().received(cluster.journal());
        return broken(
                !ended.call().verb().isRepeatable() && received.size() > 1,
                "F6: what must not be repeated was received more than once: " + received,
                ended);
    }

    private static Optional<String> broken(boolean isBroken, String what, Ended ended) {
        return isBroken ? Optional.of(what + "\n    " + ended) : Optional.empty();
    }
}
