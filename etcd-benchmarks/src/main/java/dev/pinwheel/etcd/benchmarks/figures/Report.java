package dev.pinwheel.etcd.benchmarks.figures;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Fields for a line of JSON, in the order in which they were put; immutable but for {@link #put}. */
public final class Report {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Adds a text. */
    public Report put(String name, String text) {
        fields.put(name, text);
        return this;
    }

    /** Adds a whole number. */
    public Report put(String name, long number) {
        fields.put(name, number);
        return this;
    }

    /** Adds a number, of which three decimals are shown. */
    public Report put(String name, double number) {
        fields.put(name, Double.isFinite(number) ? Math.round(number * 1e3) / 1e3 : 0.0);
        return this;
    }

    /** Adds counts by name, in their order. */
    public Report put(String name, Map<String, Long> counts) {
        fields.put(name, new LinkedHashMap<>(counts));
        return this;
    }

    /** One line of JSON, without its end. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, fields);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Map<?, ?> object) {
        json.writeStartObject();
        object.forEach((name, value) -> {
            json.writeName(name.toString());
            if (value instanceof Map<?, ?> inner) {
                write(json, inner);
            } else if (value instanceof Long number) {
                json.writeNumber(number);
            } else if (value instanceof Double number) {
                json.writeNumber(number);
            } else {
                json.writeString(value.toString());
            }
        });
        json.writeEndObject();
    }
}
