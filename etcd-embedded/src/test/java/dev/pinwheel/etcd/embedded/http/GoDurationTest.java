package dev.pinwheel.etcd.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S,          0s",
        "PT1.5S,        1.5s",
        "PT10S,         10s",
        "PT2M3.5S,      2m3.5s",
        "PT1H,          1h0m0s",
        "PT49H1M0.25S,  49h1m0.25s",
    })
    void durationsAreWrittenAsGoDoes(Duration duration, String text) {
        assertThat(GoDuration.of(duration)).isEqualTo(text);
    }
}
