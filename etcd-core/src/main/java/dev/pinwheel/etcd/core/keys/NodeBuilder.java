package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.keys.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Gathers the fields of one node while its JSON is read, and after it those of the next one on the same level. Not safe
 * for use by many threads.
 */
final class NodeBuilder {
    private static final String ROOT = "/"; // It has no key in etcd's answers.

    private final KeySpace space;
    private final @Nullable NodeBuilder above;
    private @Nullable NodeBuilder below;
    private String key = ROOT;
    private String value = "";
    private boolean dir;
    private List<Node> nodes = List.of();
    private long createdIndex;
    private long modifiedIndex;
    private @Nullable Instant expiration;
    private long ttlSeconds;

    /** For a node with no other above it. */
    NodeBuilder(KeySpace space) {
        this(space, null);
    }

    private NodeBuilder(KeySpace space, @Nullable NodeBuilder above) {
        this.space = space;
        this.above = above;
    }

    /** The directory that this is for a child of, if any. */
    @Nullable
    NodeBuilder above() {
        return above;
    }

    /** For the next child; there is one open at a time. */
    NodeBuilder below() {
        NodeBuilder child = below == null ? new NodeBuilder(space, this) : below;
        below = child;
        return child;
    }

    /** Takes a field; names that this version does not know are passed over, whatever they hold. */
    void field(String name, JsonToken token, JsonParser parser) throws UnexpectedAnswerException {
        switch (name) {
            case "key" -> key = text(name, token, parser);
            case "value" -> value = text(name, token, parser);
            case "dir" -> dir = bool(token);
            case "createdIndex" -> createdIndex = number(name, token, parser);
            case "modifiedIndex" -> modifiedIndex = number(name, token, parser);
            case "ttl" -> ttlSeconds = number(name, token, parser);
            case "expiration" -> expiration = instant(text(name, token, parser));
            default -> parser.skipChildren();
        }
    }

    void child(Node node) {
        if (nodes.isEmpty()) {
            nodes = new ArrayList<>();
        }
        nodes.add(node);
    }

    /** The node; the next one begins with nothing of it. */
    Node build() {
        // A ttl of 0 is left out of the JSON, so its absence beside an expiration means 0.
        Optional<Duration> ttl = expiration == null ? Optional.empty() : Optional.of(Duration.ofSeconds(ttlSeconds));
        Node node = new Node(
                space.shown(key), value, dir, nodes, createdIndex, modifiedIndex, Optional.ofNullable(expiration), ttl);
        clear();
        return node;
    }

    private void clear() {
        key = ROOT;
        value = "";
        dir = false;
        nodes = List.of();
        createdIndex = 0;
        modifiedIndex = 0;
        expiration = null;
        ttlSeconds = 0;
    }

    private static String text(String name, JsonToken token, JsonParser parser) throws UnexpectedAnswerException {
        require(token == JsonToken.VALUE_STRING, name, "a text", token);
        return parser.getString();
    }

    private static long number(String name, JsonToken token, JsonParser parser) throws UnexpectedAnswerException {
        require(token == JsonToken.VALUE_NUMBER_INT, name, "a whole number", token);
        return parser.getLongValue();
    }

    private static boolean bool(JsonToken token) throws UnexpectedAnswerException {
        require(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE, "dir", "true or false", token);
        return token == JsonToken.VALUE_TRUE;
    }

    private static Instant instant(String text) throws UnexpectedAnswerException {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeParseException notATime) {
            throw new UnexpectedAnswerException("JSON whose \"expiration\" is not a time: " + text, notATime);
        }
    }

    private static void require(boolean isRight, String name, String expected, JsonToken found)
            throws UnexpectedAnswerException {
        if (!isRight) {
            throw new UnexpectedAnswerException("JSON whose \"" + name + "\" is not " + expected + " but " + found);
        }
    }
}
