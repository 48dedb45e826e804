package dev.pinwheel.etcd.core.dispatch;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON that etcd sends with an error: on keys with a code, elsewhere with a message only.
 *
 * @param code etcd's error code, or 0 when there is none
 * @param message what went wrong
 * @param cause the detail, or an empty string
 * @param index the store's index, or 0
 */
public record ErrorBody(int code, String message, String cause, long index) {

    /** Reads an error; empty when the body is not a JSON object with a message. */
    public static Optional<ErrorBody> parse(JsonFactory json, byte[] body) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), body)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? read(parser) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<ErrorBody> read(JsonParser parser) {
        int code = 0;
        String message = "";
        String cause = "";
        long index = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken().isStructStart()) {
                parser.skipChildren();
                continue;
            }
            switch (name) {
                case "errorCode" -> code = parser.getIntValue();
                case "message" -> message = parser.getString();
                case "cause" -> cause = parser.getString();
                case "index" -> index = parser.getLongValue();
                default -> {} // Later versions may say more.
            }
        }
        return message.isEmpty() ? Optional.empty() : Optional.of(new ErrorBody(code, message, cause, index));
    }

    /** One line for people: "Raft Internal Error: etcdserver: request timed out (code 300)". */
    String describe() {
        return message + (cause.isEmpty() ? "" : ": " + cause) + (code == 0 ? "" : " (code " + code + ")");
    }
}
