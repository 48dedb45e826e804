package dev.pinwheel.etcd.embedded.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value that a client has sent. Its parts are read as etcd's parser does: names of fields in any case, unknown
 * ones ignored, and null for whatever is missing.
 */
sealed interface Json {

    /** How etcd's parser calls this kind of value. */
    String kind();

    record Null() implements Json {
        @Override
        public String kind() {
            return "null";
        }
    }

    record Bool(boolean value) implements Json {
        @Override
        public String kind() {
            return "bool";
        }
    }

    /** A number, which nothing here needs to know. */
    record Numeric() implements Json {
        @Override
        public String kind() {
            return "number";
        }
    }

    record Text(String value) implements Json {
        @Override
        public String kind() {
            return "string";
        }
    }

    record Array(List<Json> values) implements Json {
        @Override
        public String kind() {
            return "array";
        }
    }

    record Fields(Map<String, Json> byName) implements Json {
        @Override
        public String kind() {
            return "object";
        }
    }

    /** The value as an object; null is one without fields. */
    default Fields fields(String wanted) throws MalformedJson {
        if (this instanceof Null) {
            return new Fields(Map.of());
        }
        if (this instanceof Fields fields) {
            return fields;
        }
        throw MalformedJson.unexpected(kind(), wanted);
    }

    /** The field of this name; null if there is none. */
    default Json field(String name) {
        if (this instanceof Fields fields) {
            return fields.byName().entrySet().stream()
                    .filter(field -> field.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .reduce((first, last) -> last)
                    .orElseGet(Null::new);
        }
        return new Null();
    }

    /** The value as text; null is empty. */
    default String text(String wanted) throws MalformedJson {
        if (this instanceof Null) {
            return "";
        }
        if (this instanceof Text text) {
            return text.value();
        }
        throw MalformedJson.unexpected(kind(), wanted);
    }

    /** The value as a list of texts; null is none at all. */
    default Optional<List<String>> texts(String wanted, String wantedInside) throws MalformedJson {
        if (this instanceof Null) {
            return Optional.empty();
        }
        if (!(this instanceof Array array)) {
            throw MalformedJson.unexpected(kind(), wanted);
        }
        List<String> texts = new ArrayList<>();
        for (Json value : array.values()) {
            texts.add(value.text(wantedInside));
        }
        return Optional.of(List.copyOf(texts));
    }
}
