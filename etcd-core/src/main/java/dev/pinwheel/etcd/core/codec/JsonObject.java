package dev.pinwheel.etcd.core.codec;

import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object whose fields are asked for by name and type; what is not there as it should be is told (E7). Immutable.
 *
 * <p>For small answers; those about keys are read as a stream.
 */
public final class JsonObject {
    /** etcd's own have six levels. */
    private static final int DEEPEST = 32;

    // A value is a JsonObject, a List, a String, a Long, a Double, a Boolean or Null.
    private final Map<String, Object> fields;

    /** What stands for null, which is not the same as a field that is missing. */
    private enum Null {
        NULL
    }

    /** Reads one element of a list. */
    @FunctionalInterface
    public interface ElementReader<T> {
        /** Reads an element as {@link JsonObject#textIn} and {@link JsonObject#objectIn} do. */
        T read(Object element) throws UnexpectedAnswerException;
    }

    private JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Reads a body that must be one object and nothing else. */
    public static JsonObject parse(JsonFactory json, byte[] body) throws UnexpectedAnswerException {
        if (body.length == 0) {
            throw new UnexpectedAnswerException("an empty body");
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnexpectedAnswerException("JSON that is not an object");
            }
            JsonObject object = object(parser, DEEPEST);
            if (parser.nextToken() != null) {
                throw new UnexpectedAnswerException("something after the end of its JSON");
            }
            return object;
        } catch (JacksonException malformed) {
            throw new UnexpectedAnswerException("something that is not etcd's JSON", malformed);
        }
    }

    private static JsonObject object(JsonParser parser, int depth) throws UnexpectedAnswerException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            fields.put(name, value(parser, depth - 1));
        }
        return new JsonObject(fields);
    }

    private static Object value(JsonParser parser, int depth) throws UnexpectedAnswerException {
        if (depth == 0) {
            throw new UnexpectedAnswerException("JSON that is nested too deeply");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> list(parser, depth);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> wholeNumber(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> Null.NULL;
        };
    }

    private static List<Object> list(JsonParser parser, int depth) throws UnexpectedAnswerException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, depth - 1));
        }
        return elements;
    }

    private static Object wholeNumber(JsonParser parser) {
        // Not a conditional expression, which would make doubles of both.
        if (parser.getNumberType() == NumberType.BIG_INTEGER) {
            return parser.getDoubleValue();
        }
        return parser.getLongValue();
    }

    /** The names of the fields, in their order. */
    public Set<String> names() {
        return fields.keySet();
    }

    /** Whether there is such a field, be it null. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A text. */
    public String text(String name) throws UnexpectedAnswerException {
        return textIn(name, fields.get(name));
    }

    /** A whole number. */
    public long number(String name) throws UnexpectedAnswerException {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw wrong(name, "a whole number");
    }

    /** Any number. */
    public double decimal(String name) throws UnexpectedAnswerException {
        if (fields.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(name, "a number");
    }

    /** True or false. */
    public boolean flag(String name) throws UnexpectedAnswerException {
        if (fields.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    /** A time as RFC 3339 writes it. */
    public Instant time(String name) throws UnexpectedAnswerException {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text(name), Instant::from);
        } catch (DateTimeParseException notATime) {
            throw new UnexpectedAnswerException("JSON whose \"" + name + "\" is not a time", notATime);
        }
    }

    /** An object. */
    public JsonObject object(String name) throws UnexpectedAnswerException {
        return objectIn(name, fields.get(name));
    }

    /** A list; null is an empty one, as Go writes it. */
    public <T> List<T> list(String name, ElementReader<T> each) throws UnexpectedAnswerException {
        Object value = fields.get(name);
        if (value == Null.NULL) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw wrong(name, "a list");
        }
        List<T> read = new ArrayList<>(elements.size());
        for (Object element : elements) {
            read.add(each.read(element));
        }
        return read;
    }

    /** A list of texts. */
    public List<String> texts(String name) throws UnexpectedAnswerException {
        return list(name, element -> textIn(name, element));
    }

    /** A list of URIs. */
    public List<URI> uris(String name) throws UnexpectedAnswerException {
        return list(name, element -> uri(name, textIn(name, element)));
    }

    private static URI uri(String name, String text) throws UnexpectedAnswerException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new UnexpectedAnswerException(
                    "JSON with something that is not a URI in \"" + name + "\": " + text, malformed);
        }
    }

    /** A value of the field of that name, which must be a text. */
    public static String textIn(String name, @Nullable Object value) throws UnexpectedAnswerException {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(name, "a text");
    }

    /** A value of the field of that name, which must be an object. */
    public static JsonObject objectIn(String name, @Nullable Object value) throws UnexpectedAnswerException {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong(name, "an object");
    }

    private static UnexpectedAnswerException wrong(String name, String expected) {
        return new UnexpectedAnswerException("JSON whose \"" + name + "\" is missing or not " + expected);
    }
}
