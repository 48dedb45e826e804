package dev.pinwheel.etcd.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.watch.Todo.Where;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointChoiceTest {
    private static final URI A = URI.create("http://a:2379");
    private static final URI B = URI.create("http://b:2379");
    private static final URI C = URI.create("http://c:2379");

    @Test
    void aNewWatch_beginsWhereCallsDo() {
        assertThat(EndpointChoice.NONE.next(Where.STAY, ring(1)).uri()).isEqualTo(B);
        assertThat(EndpointChoice.NONE.next(Where.STAY, ring(1, B)).uri()).isEqualTo(C);
    }

    @Test
    void aWatchWhoseEndpointHasLeftTheRing_beginsWhereCallsDo() {
        EndpointRing other = EndpointRing.of(C);

        assertThat(at(A).next(Where.STAY, other).uri()).isEqualTo(C);
        assertThat(at(A).next(Where.ELSEWHERE, other).uri()).isEqualTo(C);
    }

    @Test
    void W4_elsewhere_isTheNextOne_whereverCallsBegin() {
        assertThat(elsewhere(at(B), ring(0), 4)).containsExactly(C, A, B, C);
    }

    @Test
    void F14_elsewhere_suspectsComeLast() {
        assertThat(elsewhere(at(A), ring(0, B), 4)).containsExactly(C, B, A, C);
    }

    @Test
    void F14_whereTheOnlyTrustedEndpointsAreDead_suspectsAreAsked() {
        assertThat(elsewhere(at(B), ring(0, A, C), 2)).containsExactly(C, A);
        assertThat(elsewhere(at(A), ring(0, A, C), 3)).containsExactly(B, C, B);
        assertThat(elsewhere(at(A), ring(0, C), 4)).containsExactly(B, C, A, B);
    }

    @Test
    void F14_whereAllAreSuspect_allAreAsked() {
        assertThat(elsewhere(at(A), ring(0, A, B, C), 4)).containsExactly(B, C, A, B);
    }

    @Test
    void F13_aSuspect_isLeft_forAnybodyWhoIsTrusted() {
        assertThat(at(A).next(Where.STAY, ring(0, A)).uri()).isEqualTo(B);
        assertThat(at(A).next(Where.STAY, ring(0, A, B)).uri()).isEqualTo(C);
    }

    @Test
    void F13_aSuspect_isLeft_forWhereCallsBegin_asThatHasJustAnsweredHealthy() {
        assertThat(at(B).next(Where.ELSEWHERE, ring(0, B)).uri()).isEqualTo(A);
        assertThat(at(B).next(Where.STAY, ring(0, B)).uri()).isEqualTo(A);
    }

    @Test
    void F13_aSuspectThatAnswers_isNotLeftForAnother() {
        assertThat(at(A).next(Where.STAY, ring(0, A, B, C)).uri()).isEqualTo(A);
    }

    @Test
    void whoHasAnswered_beginsANewRound() {
        EndpointChoice answered = at(A).next(Where.ELSEWHERE, ring(0, C)).answered();

        assertThat(answered.uri()).isEqualTo(B);
        assertThat(answered.next(Where.ELSEWHERE, ring(0, C)).uri()).isEqualTo(A);
    }

    @Test
    void W4_theRoundIsOver_whenAllWereAsked() {
        EndpointRing ring = ring(0, B);
        EndpointChoice one = at(A);
        EndpointChoice two = one.next(Where.ELSEWHERE, ring);
        EndpointChoice three = two.next(Where.ELSEWHERE, ring);

        assertThat(List.of(one.isRoundOver(ring), two.isRoundOver(ring), three.isRoundOver(ring)))
                .containsExactly(false, false, true);
        assertThat(three.next(Where.ELSEWHERE, ring).isRoundOver(ring)).isFalse();
        assertThat(at(A).isRoundOver(EndpointRing.of(A))).isTrue();
    }

    private static EndpointChoice at(URI endpoint) {
        return EndpointChoice.NONE.next(Where.STAY, EndpointRing.of(endpoint));
    }

    private static EndpointRing ring(int pin, URI... suspects) {
        return new EndpointRing(List.of(A, B, C), pin, Set.of(suspects));
    }

    private static List<URI> elsewhere(EndpointChoice from, EndpointRing ring, int times) {
        List<URI> asked = new ArrayList<>();
        EndpointChoice now = from;
        for (int i = 0; i < times; i++) {
            now = now.next(Where.ELSEWHERE, ring);
            asked.add(now.uri());
        }
        return asked;
    }
}
