package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.store.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON, one value from its first character to its last. */
final class JsonReader {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String AT_VALUE = "looking for beginning of value";
    // More would let a client end the thread that reads for it.
    private static final int DEEPEST = 500;

    private final String json;
    private int position;
    private int depth;

    private JsonReader(String json) {
        this.json = json;
    }

    /** The first value; what follows does not matter. */
    static Json first(Bytes body) throws MalformedJson {
        return new JsonReader(body.toString()).value();
    }

    /** The value that is there alone. */
    static Json only(Bytes body) throws MalformedJson {
        JsonReader reader = new JsonReader(body.toString());
        Json value = reader.value();
        reader.skipSpace();
        if (reader.position < reader.json.length()) {
            throw MalformedJson.invalid(reader.json.charAt(reader.position), "after top-level value");
        }
        return value;
    }

    private Json value() throws MalformedJson {
        char first = peek();
        return switch (first) {
            case '{' -> fields();
            case '[' -> array();
            case '"' -> new Json.Text(string());
            case 't' -> literal("true", new Json.Bool(true));
            case 'f' -> literal("false", new Json.Bool(false));
            case 'n' -> literal("null", new Json.Null());
            default -> number(first);
        };
    }

    private Json fields() throws MalformedJson {
        enter();
        Map<String, Json> fields = new LinkedHashMap<>();
        if (peek() != '}') {
            do {
                if (peek() != '"') {
                    throw MalformedJson.invalid(peek(), "looking for beginning of object key string");
                }
                String name = string();
                require(':', "after object key");
                // Later fields count, also in the order of those whose names differ in case alone.
                fields.remove(name);
                fields.put(name, value());
            } while (another());
        }
        leave('}', "after object key:value pair");
        return new Json.Fields(fields);
    }

    private Json array() throws MalformedJson {
        enter();
        List<Json> values = new ArrayList<>();
        if (peek() != ']') {
            do {
                values.add(value());
            } while (another());
        }
        leave(']', "after array element");
        return new Json.Array(List.copyOf(values));
    }

    private void enter() throws MalformedJson {
        depth++;
        if (depth > DEEPEST) {
            throw MalformedJson.invalid(json.charAt(position), "exceeded max depth");
        }
        position++;
    }

    private void leave(char bracket, String place) throws MalformedJson {
        require(bracket, place);
        depth--;
    }

    private boolean another() throws MalformedJson {
        boolean comma = peek() == ',';
        if (comma) {
            position++;
        }
        return comma;
    }

    private Json literal(String word, Json value) throws MalformedJson {
        for (int i = 0; i < word.length(); i++) {
            char found = next();
            if (found != word.charAt(i)) {
                throw MalformedJson.invalid(found, "in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
        return value;
    }

    private Json number(char first) throws MalformedJson {
        Matcher number = NUMBER.matcher(json).region(position, json.length());
        if (!number.lookingAt()) {
            throw MalformedJson.invalid(first, AT_VALUE);
        }
        position = number.end();
        return new Json.Numeric();
    }

    private String string() throws MalformedJson {
        position++;
        StringBuilder text = new StringBuilder();
        for (char found = next(); found != '"'; found = next()) {
            if (found < ' ') {
                throw MalformedJson.invalid(found, "in string literal");
            }
            text.append(found == '\\' ? escaped() : found);
        }
        return text.toString();
    }

    private char escaped() throws MalformedJson {
        char escape = next();
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw MalformedJson.invalid(escape, "in string escape code");
        };
    }

    private char unicode() throws MalformedJson {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char digit = next();
            int value = digit < 0x80 ? Character.digit(digit, 16) : -1;
            if (value < 0) {
                throw MalformedJson.invalid(digit, "in \\u hexadecimal character escape");
            }
            code = code * 16 + value;
        }
        return (char) code;
    }

    private void require(char wanted, String place) throws MalformedJson {
        if (peek() != wanted) {
            throw MalformedJson.invalid(peek(), place);
        }
        position++;
    }

    private char peek() throws MalformedJson {
        skipSpace();
        if (position == json.length()) {
            throw MalformedJson.ended();
        }
        return json.charAt(position);
    }

    private char next() throws MalformedJson {
        if (position == json.length()) {
            throw MalformedJson.ended();
        }
        return json.charAt(position++);
    }

    private void skipSpace() {
        while (position < json.length() && " \t\r\n".indexOf(json.charAt(position)) >= 0) {
            position++;
        }
    }
}
