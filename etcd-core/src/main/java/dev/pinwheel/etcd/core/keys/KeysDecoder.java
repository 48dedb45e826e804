package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads successful answers about keys; whatever etcd would not send is refused, with what is wrong (E7). Safe for use
 * by many threads.
 *
 * @param json reads the body
 * @param space shows the keys
 */
record KeysDecoder(JsonFactory json, KeySpace space) {

    KeysResponse decode(EtcdAnswer answer, NodeExpected expected) throws UnexpectedAnswerException {
        if (answer.body().length == 0) {
            throw new UnexpectedAnswerException("an empty body");
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), answer.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnexpectedAnswerException("JSON that is not an object");
            }
            return read(parser, answer, expected);
        } catch (JacksonException malformed) {
            throw new UnexpectedAnswerException("something that is not etcd's JSON", malformed);
        }
    }

    /** Reads why etcd has refused. */
    ErrorBody refusal(EtcdAnswer answer) throws UnexpectedAnswerException {
        return ErrorBody.parse(json, answer.body())
                .filter(body -> body.code() != 0)
                .orElseThrow(() -> new UnexpectedAnswerException("something that is not etcd's JSON"));
    }

    /** Whether an answer without a node is right. */
    enum NodeExpected {
        ALWAYS,
        NOT_ON_SUCCESS
    }

    private KeysResponse read(JsonParser parser, EtcdAnswer answer, NodeExpected expected)
            throws UnexpectedAnswerException {
        Optional<Action> action = Optional.empty();
        @Nullable Node node = null;
        @Nullable Node prevNode = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "action" -> action = Action.ofWireName(value == JsonToken.VALUE_STRING ? parser.getString() : "");
                case "node" -> node = node(name, value, parser);
                case "prevNode" -> prevNode = node(name, value, parser);
                default -> parser.skipChildren();
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw new UnexpectedAnswerException("something after the end of its JSON");
        }
        if (node == null && expected == NodeExpected.ALWAYS) {
            throw new UnexpectedAnswerException("JSON without a node");
        }
        return new KeysResponse(
                action.orElseThrow(() -> new UnexpectedAnswerException("JSON without an action that etcd knows")),
                Optional.ofNullable(node),
                Optional.ofNullable(prevNode),
                index(answer),
                answer.headers().first("X-Etcd-Cluster-Id").orElse(""),
                answer.endpoint());
    }

    private Node node(String name, JsonToken value, JsonParser parser) throws UnexpectedAnswerException {
        if (value != JsonToken.START_OBJECT) {
            throw new UnexpectedAnswerException("JSON whose \"" + name + "\" is not an object but " + value);
        }
        return NodeReader.read(parser, space);
    }

    private static long index(EtcdAnswer answer) throws UnexpectedAnswerException {
        String header = answer.headers().first("X-Etcd-Index").orElse("");
        try {
            return Long.parseLong(header);
        } catch (NumberFormatException notANumber) {
            throw new UnexpectedAnswerException(
                    header.isEmpty() ? "no X-Etcd-Index header" : "an X-Etcd-Index that is not a number: " + header,
                    notANumber);
        }
    }
}
