package dev.pinwheel.etcd.core.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.Outcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random scripts of attempt results against a plain model of rules F3 to F8, F12 and F14. */
class FailoverCallProperties {

    /** How an attempt of a script ends. */
    enum Ends {
        ANSWER,
        NOT_SENT,
        INTERRUPTED,
        SERVER_FAILURE,
        SILENT,
        UNREACHABLE,
        GARBAGE,
        DEADLINE,
        CANCELLED;

        boolean mayHaveBeenReceived() {
            return this != NOT_SENT && this != UNREACHABLE;
        }

        AttemptResult<String, String> on(URI endpoint) {
            return switch (this) {
                case ANSWER -> Results.answer("answer of " + endpoint);
                case NOT_SENT -> Results.notSent(endpoint);
                case SERVER_FAILURE -> Results.serverFailure(endpoint);
                case SILENT -> Results.silent(endpoint);
                case UNREACHABLE -> Results.unreachable(endpoint);
                case GARBAGE -> Results.garbage("garbage of " + endpoint);
                case INTERRUPTED, DEADLINE, CANCELLED -> Results.interrupted(endpoint);
            };
        }
    }

    /** A ring, a call and how its attempts end; the last one repeats. */
    record Script(EndpointRing ring, CallKind kind, List<Ends> attempts) {
        Ends attempt(int turn) {
            return attempts.get(Math.min(turn, attempts.size() - 1));
        }
    }

    /** What was seen when the machine was driven through a script. */
    record Run(List<URI> tried, List<Ends> how, Step<String, String> end) {
        Ends last() {
            return how.get(how.size() - 1);
        }

        URI lastTried() {
            return tried.get(tried.size() - 1);
        }
    }

    @Property(tries = 5_000)
    void F3_eachEndpointIsTriedAtMostOnce_inOrderFromThePin_suspectsLast(@ForAll("scripts") Script script) {
        assertThat(plainOrder(script.ring())).startsWith(drive(script).tried().toArray(URI[]::new));
    }

    @Property(tries = 5_000)
    void F5_F6_nothingThatIsNotRepeatable_isSentAgainOnceItMayHaveBeenReceived(@ForAll("scripts") Script script) {
        Run run = drive(script);
        long mayHaveBeenReceived =
                run.how().stream().filter(Ends::mayHaveBeenReceived).count();

        if (script.kind() == CallKind.WRITE) {
            assertThat(mayHaveBeenReceived).isLessThanOrEqualTo(1);
        }
        if (run.end() instanceof Step.GaveUp<String, String> end && end.reason() == Step.Reason.EXHAUSTED) {
            assertThat(run.tried())
                    .as("it gave up only when all had failed")
                    .hasSameSizeAs(script.ring().endpoints());
        }
    }

    @Property(tries = 5_000)
    void F8_allFailuresAreKeptInOrder_andTheOutcomeIsProved(@ForAll("scripts") Script script) {
        Run run = drive(script);

        if (run.end() instanceof Step.GaveUp<String, String> end) {
            assertThat(end.failures()).extracting(EndpointFailure::endpoint).isEqualTo(run.tried());
            boolean isProved = !script.kind().isWrite() || run.how().stream().noneMatch(Ends::mayHaveBeenReceived);
            assertThat(end.outcome()).isEqualTo(isProved ? Outcome.NOT_APPLIED : Outcome.UNKNOWN);
        } else {
            assertThat(run.last()).isIn(Ends.ANSWER, Ends.GARBAGE);
        }
    }

    @Property(tries = 5_000)
    void F7_F8_F12_F14_theNextCallStartsWhereThePlainModelSays(@ForAll("scripts") Script script) {
        Run run = drive(script);
        Rings rings = new Rings(script.ring());

        rings.report(script.ring(), newsOf(run.end()));

        assertThat(rings.current().fromPin()).isEqualTo(plainOrderAfter(script, run));
    }

    @Property(tries = 2_000)
    void F7_lateNewsIsDropped_afterTheRingWasReplaced(@ForAll("scripts") Script script) {
        EndpointRing next = new EndpointRing(List.of(URI.create("http://new:2379")), 0, Set.of());
        Rings rings = new Rings(script.ring());
        Run run = drive(script);
        rings.replace(next);

        rings.report(script.ring(), newsOf(run.end()));

        assertThat(rings.current()).isEqualTo(next);
    }

    private static Run drive(Script script) {
        FailoverCall call = FailoverCall.on(script.ring(), script.kind());
        List<URI> tried = new ArrayList<>();
        List<Ends> how = new ArrayList<>();
        while (true) {
            URI endpoint = call.endpoint();
            Ends ends = script.attempt(tried.size());
            tried.add(endpoint);
            how.add(ends);
            Step<String, String> step = switch (ends) {
                case DEADLINE -> call.afterDeadline(Results.reset(endpoint));
                case CANCELLED -> call.afterCancellation(Results.reset(endpoint));
                default -> call.after(ends.on(endpoint));
            };
            if (!(step instanceof Step.TryNext<String, String> next)) {
                return new Run(tried, how, step);
            }
            call = next.call();
        }
    }

    private static UnaryOperator<EndpointRing> newsOf(Step<String, String> end) {
        if (end instanceof Step.Answered<String, String> answered) {
            return answered.news();
        }
        return end instanceof Step.Rejected<String, String> rejected
                ? rejected.news()
                : ((Step.GaveUp<String, String>) end).news();
    }

    // The plain model: lists, and nothing clever.

    private static List<URI> plainOrder(EndpointRing ring) {
        return plainOrder(ring.endpoints(), ring.pin(), List.copyOf(ring.suspects()));
    }

    private static List<URI> plainOrder(List<URI> endpoints, int pin, List<URI> suspects) {
        List<URI> round = new ArrayList<>(endpoints.subList(pin, endpoints.size()));
        round.addAll(endpoints.subList(0, pin));
        List<URI> order = new ArrayList<>(round);
        order.removeAll(suspects);
        round.retainAll(suspects);
        order.addAll(round);
        return order;
    }

    private static List<URI> plainOrderAfter(Script script, Run run) {
        List<URI> endpoints = script.ring().endpoints();
        int pin = script.ring().pin();
        List<URI> suspects = new ArrayList<>(script.ring().suspects());
        for (int i = 0; i < run.tried().size(); i++) {
            boolean wasSilent = run.how().get(i) == Ends.SILENT || run.how().get(i) == Ends.UNREACHABLE;
            if (wasSilent && !suspects.contains(run.tried().get(i))) {
                suspects.add(run.tried().get(i));
            }
        }
        if (suspects.size() < endpoints.size()
                && suspects.size() > script.ring().suspects().size()) {
            pin = endpoints.indexOf(plainOrder(endpoints, pin, suspects).get(0));
        }
        int last = endpoints.indexOf(run.lastTried());
        if (run.last() == Ends.ANSWER) {
            pin = last;
            suspects.remove(run.lastTried());
        } else if (run.last() == Ends.GARBAGE || run.last() == Ends.DEADLINE) {
            pin = (last + 1) % endpoints.size();
        } else if (run.last() != Ends.CANCELLED
                && script.kind() == CallKind.WRITE
                && run.last().mayHaveBeenReceived()) {
            pin = (last + 1) % endpoints.size();
        }
        return plainOrder(endpoints, pin, suspects);
    }

    @Provide
    Arbitrary<Script> scripts() {
        Arbitrary<EndpointRing> rings = Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 5).set().ofMaxSize(6))
                .as(Results::ring);
        Arbitrary<List<Ends>> attempts =
                Arbitraries.of(Ends.class).list().ofMinSize(1).ofMaxSize(6);
        return Combinators.combine(rings, Arbitraries.of(CallKind.class), attempts)
                .as(Script::new);
    }
}
