package dev.pinwheel.etcd.benchmarks.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A driver's line.
 *
 * @param texts its fields that are texts
 * @param numbers its fields that are numbers
 */
record Figures(Map<String, String> texts, Map<String, Double> numbers) {
    private static final JsonFactory JSON = new JsonFactory();

    Figures {
        texts = Map.copyOf(texts);
        numbers = Map.copyOf(numbers);
    }

    /** Reads a line; empty if it is none of JSON, as those of a fault log are. */
    static Optional<Figures> parse(String line) {
        Map<String, String> texts = new HashMap<>();
        Map<String, Double> numbers = new HashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getString());
                } else if (value.isNumeric()) {
                    numbers.put(name, parser.getDoubleValue());
                } else {
                    parser.skipChildren();
                }
            }
            return Optional.of(new Figures(texts, numbers));
        } catch (JacksonException other) {
            return Optional.empty();
        }
    }

    /** What was measured: the op, the mode, how many at once. */
    String what() {
        return "%s %s ×%.0f".formatted(text("op"), text("mode"), number("concurrency"));
    }

    String text(String field) {
        return texts.getOrDefault(field, "?");
    }

    double number(String field) {
        return numbers.getOrDefault(field, Double.NaN);
    }
}
