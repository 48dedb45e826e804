package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.keys.Node;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a node with all that is below it, without recursion: how deep a tree may be is not for the thread's stack to
 * say.
 */
final class NodeReader {
    private NodeReader() {}

    /** Reads the node whose opening brace is the parser's current token, up to its closing brace. */
    static Node read(JsonParser parser, KeySpace space) throws UnexpectedAnswerException {
        NodeBuilder node = new NodeBuilder(space);
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                node = node.below();
            } else if (token == JsonToken.END_OBJECT) {
                Node read = node.build();
                NodeBuilder above = node.above();
                if (above == null) {
                    return read;
                }
                above.child(read);
                node = above;
            } else if (token == JsonToken.PROPERTY_NAME) {
                readField(parser, node);
            } else if (token != JsonToken.END_ARRAY) {
                throw new UnexpectedAnswerException("JSON with something that is not a node in \"nodes\": " + token);
            }
        }
    }

    private static void readField(JsonParser parser, NodeBuilder node) throws UnexpectedAnswerException {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("nodes") && value != JsonToken.VALUE_NULL) {
            if (value != JsonToken.START_ARRAY) {
                throw new UnexpectedAnswerException("JSON whose \"nodes\" is not a list but " + value);
            }
        } else {
            node.field(name, value, parser);
        }
    }
}
