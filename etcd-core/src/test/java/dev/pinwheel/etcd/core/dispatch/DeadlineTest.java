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
}
