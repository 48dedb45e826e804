package dev.pinwheel.etcd.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    @Test
    void W2_onAStoreThatHardlyChanges_pollsGrowToAMinute() {
        Pace pace = Pace.unknown().measured(100, Duration.ZERO);
        assertThat(pace.window()).isEqualTo(Duration.ofSeconds(1));

        Duration now = Duration.ZERO;
        for (int i = 0; i < 10; i++) {
            now = now.plus(pace.window());
            pace = pace.measured(100 + i, now);
        }

        assertThat(pace.window()).isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50, 100, 400, 1_000})
    void W4_whateverTheSpeed_aPollEndsBeforeHalfTheHistoryHasPassed(int changesASecond) {
        Pace pace = Pace.unknown();
        Duration now = Duration.ZERO;
        for (int i = 0; i < 100; i++) {
            pace = pace.measured(now.toMillis() * changesASecond / 1_000, now);
            now = now.plus(pace.window());
        }

        assertThat(pace.window().toMillis() * changesASecond / 1_000).isLessThanOrEqualTo(500);
    }

    @Test
    void W2_aStoreThatSpeedsUp_isFollowedAtOnce() {
        Pace calm = new Pace(100, Duration.ZERO, Duration.ofSeconds(60));

        assertThat(calm.measured(900, Duration.ofSeconds(4)).window()).isEqualTo(Duration.ofSeconds(2));
        assertThat(calm.measured(9_000, Duration.ofMillis(3)).window()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void W2_twoHeadsInQuickSuccession_tellNoSpeed() {
        Pace calm = new Pace(100, Duration.ZERO, Duration.ofSeconds(60));

        assertThat(calm.measured(103, Duration.ofMillis(2))).isEqualTo(calm);
    }

    @Test
    void W4_whatManyWatchesSee_slowsDownOnlyWhenAWholeWindowHasPassed() {
        Pace two = new Pace(100, Duration.ZERO, Duration.ofSeconds(2));

        assertThat(two.confirmed(100, Duration.ofMillis(1_400))).isEqualTo(two);
        assertThat(two.confirmed(100, Duration.ofMillis(1_500)).window()).isEqualTo(Duration.ofSeconds(4));
        assertThat(two.confirmed(1_000, Duration.ofMillis(900)).window())
                .as("it speeds up at once")
                .isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void W2_anIndexThatWentBack_isNoSpeed() {
        Pace calm = new Pace(100, Duration.ZERO, Duration.ofSeconds(20));

        assertThat(calm.measured(7, Duration.ofSeconds(20)).window()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void W2_theBound_hasJitter_andIsNeverTooShortToProveSilence() {
        Random random = new Random(7);
        Todo.Await minute = new Todo.Await(Duration.ofSeconds(60));
        Todo.Await least = new Todo.Await(Duration.ofMillis(250));
        for (int i = 0; i < 1_000; i++) {
            assertThat(minute.bound(random)).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(60));
            assertThat(least.bound(random)).isEqualTo(Duration.ofMillis(250));
        }
        assertThat(minute.bound(random)).isNotEqualTo(minute.bound(random));
    }

    @Test
    void W4_backOff_beginsWithNone_andGrowsToSixSeconds_withJitter() {
        Random random = new Random(7);
        assertThat(BackOff.before(0, random)).isZero();
        assertThat(BackOff.before(1, random)).isZero();
        for (int i = 0; i < 1_000; i++) {
            assertThat(BackOff.before(2, random)).isBetween(Duration.ofMillis(25), Duration.ofMillis(50));
            assertThat(BackOff.before(3, random)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
            assertThat(BackOff.before(9, random)).isBetween(Duration.ofMillis(3_200), Duration.ofMillis(6_400));
            assertThat(BackOff.before(Integer.MAX_VALUE, random)).isLessThan(Duration.ofMillis(6_400));
        }
    }
}
