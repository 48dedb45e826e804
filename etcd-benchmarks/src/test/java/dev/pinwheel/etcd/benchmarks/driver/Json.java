package dev.pinwheel.etcd.benchmarks.driver;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a line as strictly as Jackson does; values are kept as their text, an object as a map. */
final class Json {
    private Json() {}

    static Map<String, Object> parse(String line) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new AssertionError("not an object: " + line);
            }
            Map<String, Object> object = object(parser);
            if (parser.nextToken() != null) {
                throw new AssertionError("something behind the object: " + line);
            }
            return object;
        }
    }

    private static Map<String, Object> object(JsonParser parser) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
            fields.put(name, isObject ? object(parser) : parser.getString());
        }
        return fields;
    }
}
