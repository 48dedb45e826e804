package dev.pinwheel.etcd.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeToLiveTest {

    @ParameterizedTest
    @CsvSource({"10000, 10", "9001, 10", "1, 1", "0, 0", "-1, 0", "-999, 0", "-1000, -1", "-1001, -1", "-2500, -2"})
    void whatIsLeft_isRoundedUp_andWhatHasPassed_towardsZero(long millisLeft, long seconds) {
        Instant end = Instant.parse("2026-11-22T07:00:00Z");

        assertThat(TimeToLive.until(end, end.minusMillis(millisLeft)).seconds()).isEqualTo(seconds);
    }
}
