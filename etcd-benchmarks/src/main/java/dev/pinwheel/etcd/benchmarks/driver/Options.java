package dev.pinwheel.etcd.benchmarks.driver;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The options of a command line by name; what is wrong with one is said with its name and the usage. */
final class Options {
    private static final String USAGE = """
            usage: bin/bench --endpoints URL,URL --op OP --concurrency N --seconds S --warmup S --keys K --value-size B
                   [--mode sync|async|virtual] [--variant apache|okhttp|jetty|raw-apache|raw-okhttp|raw-jetty]
                   [--timeout-ms MS] [--fault-log [--period-ms 5]]
              OP is get, set, dir, or a list of them such as get,set; or watch; with --fault-log get,set,post,watch.
              N may be a list too. Without them: concurrency 8, 3 s after 2 s of warm-up, 1,000 keys of 100 bytes,
              sync, apache.""";
    private static final String FLAG = "--fault-log";
    private static final Set<String> WITH_VALUE = Set.of(
            "--endpoints",
            "--op",
            "--concurrency",
            "--seconds",
            "--warmup",
            "--keys",
            "--value-size",
            "--mode",
            "--variant",
            "--timeout-ms",
            "--period-ms");
    private static final double LONGEST_SECONDS = 1e6;

    private final Map<String, String> values = new HashMap<>();

    private Options() {}

    /** Reads the arguments, of which a later one outdoes an equal one before it. */
    static Options of(String... arguments) {
        Options options = new Options();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals(FLAG)) {
                options.values.put(name, "");
            } else if (!WITH_VALUE.contains(name)) {
                throw wrong("unknown option " + name);
            } else if (i + 1 == arguments.length) {
                throw wrong("option " + name + " has no value");
            } else {
                options.values.put(name, arguments[++i]);
            }
        }
        return options;
    }

    /** What is said to a user who has it wrong. */
    static IllegalArgumentException wrong(String sentence) {
        return new IllegalArgumentException(sentence + "\n" + USAGE);
    }

    boolean flag(String name) {
        return values.containsKey(name);
    }

    <T> T one(String name, String otherwise, Function<String, T> reader) {
        String text = values.getOrDefault(name, otherwise);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "option " + name + ": " + unusable.getMessage() + "\n" + USAGE, unusable);
        }
    }

    /** A list that must be given. */
    <T> List<T> list(String name, Function<String, T> reader) {
        if (!values.containsKey(name)) {
            throw wrong("option " + name + " is missing");
        }
        return listOr(name, "", reader);
    }

    <T> List<T> listOr(String name, String otherwise, Function<String, T> reader) {
        return one(name, otherwise, text -> {
            List<T> all = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                all.add(reader.apply(part));
            }
            return all;
        });
    }

    int number(String name, String otherwise, int least) {
        return one(name, otherwise, text -> atLeast(least, text));
    }

    Duration seconds(String name, String otherwise) {
        return one(name, otherwise, text -> {
            double seconds = decimal(text);
            if (!(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
                throw new IllegalArgumentException(text + " is not a time; give seconds, such as 3 or 0.5");
            }
            return Duration.ofNanos(Math.round(seconds * 1e9));
        });
    }

    static int atLeast(int least, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("\"" + text + "\" is not a whole number", notANumber);
        }
        throw new IllegalArgumentException(text + " is less than " + least);
    }

    static <E extends Enum<E>> E named(String what, String name, E[] all, Function<E, String> wireName) {
        return Stream.of(all)
                .filter(one -> wireName.apply(one).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + what + " is called \"" + name + "\"; there are "
                        + Stream.of(all).map(wireName).collect(joining(", "))));
    }

    private static double decimal(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number", notANumber);
        }
    }
}
