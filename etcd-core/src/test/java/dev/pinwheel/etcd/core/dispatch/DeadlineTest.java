package dev.pinwheel.etcd.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void F12_whatIsLeft_isNothing_onceItHasPassed() {
        assertThat(new Deadline(Duration.ofSeconds(9), System.nanoTime() - 1).left())
                .isZero();
    }

    @Test
    void F12_whatIsLeft_isCountedFromItsBeginning() {
        Deadline halfway = new Deadline(
                Duration.ofHours(2), System.nanoTime() + Duration.ofHours(1).toNanos());

        assertThat(halfway.left()).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
    }

    @Test
    void aDeadlineOfAges_doesNotOverflow() {
        assertThat(Deadline.in(Duration.ofSeconds(Long.MAX_VALUE)).left()).isGreaterThan(Duration.ofDays(36_500));
    }

    @Test
    void F15_anAttempt_getsAnEqualPartOfWhatIsLeft_butNeverLessThanTheFloor() {
        Deadline deadline = Deadline.in(Duration.ofHours(3));

        assertThat(deadline.share(3)).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(deadline.share(1)).isGreaterThan(Duration.ofMinutes(179));
        assertThat(Deadline.in(Duration.ofMillis(90)).share(3)).isEqualTo(Duration.ofMillis(50));
    }
}
