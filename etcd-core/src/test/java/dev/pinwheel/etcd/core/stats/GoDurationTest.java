package dev.pinwheel.etcd.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0s, PT0S",
        "1ns, PT0.000000001S",
        "12.5µs, PT0.0000125S",
        "12.5us, PT0.0000125S",
        "3.25ms, PT0.00325S",
        "2m3.5s, PT2M3.5S",
        "1h0m0.000000001s, PT1H0.000000001S",
        "-1m30s, PT-1M-30S",
        "2562047h47m16.854775807s, PT2562047H47M16.854775807S"
    })
    void durations_areRead_asGoWritesThem(String text, String expected) throws UnexpectedAnswerException {
        assertThat(GoDuration.parse("uptime", text)).isEqualTo(Duration.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "1", "s", "1.s", "1..5s", ".5s", "1s2", "1 s", "1d", "--1s", "99999999999999999999h"})
    void E7_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> GoDuration.parse("uptime", text))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("\"uptime\" is not a duration");
    }
}
