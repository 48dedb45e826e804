package dev.pinwheel.etcd.benchmarks.micro;

import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What one would write by hand to read just these answers: recursive, without a look at types, and blind to what is
 * wrong. The yardstick for the decoder.
 */
final class HandWrittenReader {
    private final JsonFactory json = JsonFactory.builder().build();

    KeysResponse read(EtcdAnswer answer) {
        Optional<Action> action = Optional.empty();
        Optional<Node> node = Optional.empty();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), answer.body())) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "action" -> action = Action.ofWireName(parser.getString());
                    case "node" -> node = Optional.of(node(parser));
                    default -> parser.skipChildren();
                }
            }
        }
        return new KeysResponse(
                action.orElseThrow(),
                node,
                Optional.empty(),
                Long.parseLong(answer.headers().first("X-Etcd-Index").orElseThrow()),
                answer.headers().first("X-Etcd-Cluster-Id").orElse(""),
                answer.endpoint());
    }

    private static Node node(JsonParser parser) {
        @Nullable String key = null;
        String value = "";
        boolean dir = false;
        List<Node> nodes = List.of();
        long createdIndex = 0;
        long modifiedIndex = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "key" -> key = parser.getString();
                case "value" -> value = parser.getString();
                case "dir" -> dir = token == JsonToken.VALUE_TRUE;
                case "createdIndex" -> createdIndex = parser.getLongValue();
                case "modifiedIndex" -> modifiedIndex = parser.getLongValue();
                case "nodes" -> nodes = nodes(parser);
                default -> parser.skipChildren();
            }
        }
        return new Node(
                key == null ? "/" : key,
                value,
                dir,
                nodes,
                createdIndex,
                modifiedIndex,
                Optional.empty(),
                Optional.empty());
    }

    private static List<Node> nodes(JsonParser parser) {
        List<Node> nodes = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            nodes.add(node(parser));
        }
        return nodes;
    }
}
