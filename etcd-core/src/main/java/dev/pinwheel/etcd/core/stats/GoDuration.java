package dev.pinwheel.etcd.core.stats;

import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them: "1h2m3.5s", "12.5µs", "0s". */
final class GoDuration {
    private static final Pattern WHOLE = Pattern.compile("(-?)((?:[0-9.]{1,24}(?:ns|us|µs|μs|ms|s|m|h))+)");
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|µs|μs|ms|s|m|h)");

    private GoDuration() {}

    static Duration parse(String name, String text) throws UnexpectedAnswerException {
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            throw wrong(name);
        }
        String parts = whole.group(2);
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(parts);
        int end = 0;
        while (part.find() && part.start() == end) {
            sum = sum.plus(nanos(part.group(1), part.group(2), name));
            end = part.end();
        }
        if (end != parts.length()) {
            throw wrong(name);
        }
        return whole.group(1).isEmpty() ? sum : sum.negated();
    }

    private static Duration nanos(String number, String unit, String name) throws UnexpectedAnswerException {
        long scale = switch (unit) {
            case "ns" -> 1L;
            case "us", "µs", "μs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
        try {
            return Duration.ofNanos(new BigDecimal(number)
                    .multiply(BigDecimal.valueOf(scale))
                    .toBigInteger()
                    .longValueExact());
        } catch (ArithmeticException tooLong) {
            throw wrong(name);
        }
    }

    private static UnexpectedAnswerException wrong(String name) {
        return new UnexpectedAnswerException("JSON whose \"" + name + "\" is not a duration");
    }
}
