package dev.pinwheel.etcd.embedded.http;

import java.math.BigDecimal;
import java.time.Duration;

/** Writes durations as etcd does, such as {@code 1h2m3.5s}. */
final class GoDuration {
    private static final int NANO_DIGITS = 9;

    private GoDuration() {}

    /** A duration that is not negative, without units smaller than a second. */
    static String of(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toSecondsPart())
                .add(BigDecimal.valueOf(duration.toNanosPart(), NANO_DIGITS));
        String last =
                seconds.signum() == 0 ? "0s" : seconds.stripTrailingZeros().toPlainString() + "s";
        if (duration.toHours() > 0) {
            return duration.toHours() + "h" + duration.toMinutesPart() + "m" + last;
        }
        return duration.toMinutesPart() > 0 ? duration.toMinutesPart() + "m" + last : last;
    }
}
