package dev.pinwheel.etcd.benchmarks.byhand;

import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.Node;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads answers as one would by hand who trusts the server: with jackson-core, to the client's own records. */
public final class Answers {
    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    /** The headers of an answer. */
    @FunctionalInterface
    public interface Headers {
        /** The value of a header; null if it is not there. */
        @Nullable
        String first(String name);
    }

    /**
     * Reads an answer.
     *
     * @param endpoint who answered
     * @param status the HTTP status
     * @param headers the headers
     * @param body the whole body
     * @throws RefusedException if etcd has refused
     * @throws IOException if that is not etcd's JSON
     */
    public static KeysResponse read(URI endpoint, int status, Headers headers, byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            if (status >= 400) {
                throw new RefusedException(errorCode(parser));
            }
            return response(endpoint, headers, parser);
        } catch (JacksonException malformed) {
            throw new IOException("not etcd's JSON", malformed);
        }
    }

    private static KeysResponse response(URI endpoint, Headers headers, JsonParser parser) throws IOException {
        Action action = Action.GET;
        @Nullable Node node = null;
        @Nullable Node prevNode = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "action" -> action = Action.ofWireName(parser.getString()).orElseThrow();
                case "node" -> node = node(parser);
                case "prevNode" -> prevNode = node(parser);
                default -> parser.skipChildren();
            }
        }
        String index = headers.first("X-Etcd-Index");
        String cluster = headers.first("X-Etcd-Cluster-Id");
        if (index == null || cluster == null) {
            throw new IOException("no index or no cluster");
        }
        return new KeysResponse(
                action,
                Optional.ofNullable(node),
                Optional.ofNullable(prevNode),
                Long.parseLong(index),
                cluster,
                endpoint);
    }

    private static Node node(JsonParser parser) {
        String key = "/";
        String value = "";
        boolean dir = false;
        List<Node> nodes = List.of();
        long created = 0;
        long modified = 0;
        Optional<Instant> expiration = Optional.empty();
        Optional<Duration> ttl = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "key" -> key = parser.getString();
                case "value" -> value = parser.getString();
                case "dir" -> dir = parser.getBooleanValue();
                case "nodes" -> nodes = nodes(parser);
                case "createdIndex" -> created = parser.getLongValue();
                case "modifiedIndex" -> modified = parser.getLongValue();
                case "ttl" -> ttl = Optional.of(Duration.ofSeconds(parser.getLongValue()));
                case "expiration" ->
                    expiration =
                            Optional.of(OffsetDateTime.parse(parser.getString()).toInstant());
                default -> parser.skipChildren();
            }
        }
        return new Node(key, value, dir, nodes, created, modified, expiration, ttl);
    }

    private static List<Node> nodes(JsonParser parser) {
        List<Node> nodes = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            nodes.add(node(parser));
        }
        return nodes;
    }

    private static int errorCode(JsonParser parser) {
        int code = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("errorCode")) {
                code = parser.getIntValue();
            } else {
                parser.skipChildren();
            }
        }
        return code;
    }
}
