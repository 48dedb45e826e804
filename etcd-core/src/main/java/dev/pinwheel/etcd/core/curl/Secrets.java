package dev.pinwheel.etcd.core.curl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pinwheel.etcd.spi.HttpRequest;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Masks every field named "password", in JSON, in forms and in queries (E9).
 *
 * @param json reads and writes bodies
 */
record Secrets(JsonFactory json) {
    private static final String MASK = "***";
    private static final String SECRET = "password";

    String maskedUri(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query + 1) + maskedForm(text.substring(query + 1));
    }

    byte[] maskedBody(HttpRequest request, byte[] body) {
        String text = new String(body, UTF_8);
        if (request.headers()
                .first("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("application/x-www-form-urlencoded")) {
            return maskedForm(text).getBytes(UTF_8);
        }
        return maskedJson(text)
                .map(masked -> masked.getBytes(UTF_8))
                .orElseGet(() -> mayHoldSecret(request, text) ? MASK.getBytes(UTF_8) : body);
    }

    /** What cannot be read as a whole may still have a password in it, as etcd reads the first value only. */
    private static boolean mayHoldSecret(HttpRequest request, String text) {
        return request.uri().getPath().contains("/auth/")
                || text.toLowerCase(Locale.ROOT).contains(SECRET);
    }

    private static String maskedForm(String form) {
        return Arrays.stream(form.split("&", -1))
                .map(field -> {
                    int equals = field.indexOf('=');
                    boolean isSecret = equals > 0 && isSecret(decoded(field.substring(0, equals)));
                    return isSecret ? field.substring(0, equals + 1) + MASK : field;
                })
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return name;
        }
    }

    private Optional<String> maskedJson(String text) {
        StringWriter masked = new StringWriter();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text);
                JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), masked)) {
            int depth = 0;
            do {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return Optional.empty();
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                generator.copyCurrentEventExact(parser);
                if (token == JsonToken.PROPERTY_NAME && isSecret(parser.currentName())) {
                    parser.nextToken();
                    parser.skipChildren();
                    generator.writeString(MASK);
                }
            } while (depth > 0);
            if (parser.nextToken() != null) {
                return Optional.empty();
            }
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        return Optional.of(masked.toString());
    }

    /** etcd takes names in any case. */
    private static boolean isSecret(String name) {
        return name.equalsIgnoreCase(SECRET);
    }
}
