package dev.pinwheel.etcd.core.failover;

import static dev.pinwheel.etcd.core.failover.Results.A;
import static dev.pinwheel.etcd.core.failover.Results.B;
import static dev.pinwheel.etcd.core.failover.Results.C;
import static dev.pinwheel.etcd.core.failover.Results.abc;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RingsTest {

    @Test
    void F2_theSameSeed_givesTheSameOrder() {
        EndpointRing one = EndpointRing.shuffled(List.of(A, B, C), new SplittableRandom(7));
        EndpointRing other = EndpointRing.shuffled(List.of(A, B, C), new SplittableRandom(7));

        assertThat(one).isEqualTo(other);
    }

    @Test
    void F2_clientsWithOneConfiguration_spreadOverTheEndpoints() {
        Set<URI> firsts = LongStream.range(0, 100)
                .mapToObj(seed -> EndpointRing.shuffled(List.of(A, B, C), new SplittableRandom(seed))
                        .atTurn(0))
                .collect(Collectors.toSet());

        assertThat(firsts).containsExactlyInAnyOrder(A, B, C);
    }

    @Test
    void F7_newsFromTheRingThatIsStillThere_isTaken() {
        Rings rings = new Rings(abc());

        rings.report(abc(), ring -> ring.pinnedTo(B));

        assertThat(rings.current().atTurn(0)).isEqualTo(B);
    }

    @Test
    void F7_newsFromARingThatHasBeenReplaced_isDropped() {
        Rings rings = new Rings(abc());
        EndpointRing startedFrom = rings.current();
        URI d = URI.create("http://d:2379");
        EndpointRing next = new EndpointRing(List.of(d, A, B), 0, Set.of());
        rings.replace(next);

        rings.report(startedFrom, ring -> ring.pinnedTo(B));

        assertThat(rings.current()).isEqualTo(next);
    }

    @Test
    void F7_twoWritesThatFailAtOnce_moveThePinOnceOnly() {
        Rings rings = new Rings(abc());
        EndpointRing startedFrom = rings.current();

        rings.report(startedFrom, ring -> ring.movedOnFrom(A));
        rings.report(startedFrom, ring -> ring.movedOnFrom(A));

        assertThat(rings.current().atTurn(0)).isEqualTo(B);
    }

    @Test
    void F7_twoCallsThatFailOverAtOnce_neverPushThePinPastAHealthyEndpoint() {
        Rings rings = new Rings(abc());
        EndpointRing startedFrom = rings.current();

        rings.report(startedFrom, ring -> ring.pinnedTo(B));
        rings.report(startedFrom, ring -> ring.pinnedTo(C));

        assertThat(rings.current().atTurn(0)).isEqualTo(B);
    }

    @Test
    void F14_aNewSuspect_doesNotMakeTheNewsOfOtherCallsLate() {
        Rings rings = new Rings(abc());
        EndpointRing startedFrom = rings.current();
        rings.report(startedFrom, ring -> ring.suspecting(Set.of(C)));

        rings.report(startedFrom, ring -> ring.pinnedTo(B));

        assertThat(rings.current().fromPin()).containsExactly(B, A, C);
    }

    @Test
    void C1_theSameSetOfEndpoints_keepsOrderAndPin() {
        Rings rings = new Rings(abc().pinnedTo(B));

        rings.replace(new EndpointRing(List.of(C, B, A), 0, Set.of()));

        assertThat(rings.current()).isEqualTo(abc().pinnedTo(B));
    }

    @Test
    void F14_aSuspect_losesThePin_toTheNextThatIsTrusted() {
        EndpointRing ring = abc().suspecting(Set.of(B)).suspecting(Set.of(A));

        assertThat(ring.endpoints().get(ring.pin())).isEqualTo(C);
        assertThat(ring.fromPin()).containsExactly(C, A, B);
    }

    @Test
    void F14_whenAllBecomeSuspect_orderAndPinStay() {
        EndpointRing ring = abc().pinnedTo(B);

        assertThat(ring.suspecting(Set.of(A, B, C)).fromPin()).isEqualTo(ring.fromPin());
    }

    @Test
    void newsAboutAnEndpointThatHasLeft_changesNothing() {
        URI gone = URI.create("http://gone:2379");

        assertThat(abc().pinnedTo(gone)).isEqualTo(abc());
        assertThat(abc().movedOnFrom(gone)).isEqualTo(abc());
        assertThat(abc().suspecting(Set.of(gone))).isEqualTo(abc());
    }
}
