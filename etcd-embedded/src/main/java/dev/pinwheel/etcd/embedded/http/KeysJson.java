package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.store.Bytes;
import dev.pinwheel.etcd.embedded.store.Event;
import dev.pinwheel.etcd.embedded.store.Key;
import dev.pinwheel.etcd.embedded.store.KeysError;
import dev.pinwheel.etcd.embedded.store.Node;
import dev.pinwheel.etcd.embedded.store.TimeToLive;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The bodies of keys answers. */
final class KeysJson {
    /** RFC 3339 in UTC, with as many decimals as the time has. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(-1).toFormatter();

    private KeysJson() {}

    static String of(Event event) {
        JsonWriter json = action(event).name("node");
        write(event.node(), json);
        event.previous().ifPresent(node -> write(node, json.name("prevNode")));
        return json.close('}') + "\n";
    }

    static String actionOnly(Event event) {
        return action(event).close('}') + "\n";
    }

    static String of(KeysError error) {
        JsonWriter json = new JsonWriter()
                .open('{')
                .name("errorCode")
                .number(error.code().number())
                .name("message")
                .text(error.code().message());
        if (!error.cause().isEmpty()) {
            json.name("cause").text(error.cause());
        }
        return json.name("index").number(error.index()).close('}') + "\n";
    }

    private static JsonWriter action(Event event) {
        return new JsonWriter().open('{').name("action").text(event.action().wireName());
    }

    private static void write(Node node, JsonWriter json) {
        json.open('{');
        if (!node.key().equals(Key.ROOT)) {
            json.name("key").text(new Bytes(node.key().path()));
        }
        if (node.content() instanceof Node.Value value) {
            json.name("value").text(value.bytes());
        }
        if (node.content() instanceof Node.Directory) {
            json.name("dir").literal("true");
        }
        node.timeToLive().ifPresent(timeToLive -> write(timeToLive, json));
        if (node.content() instanceof Node.Directory directory
                && !directory.nodes().isEmpty()) {
            json.name("nodes").open('[');
            directory.nodes().forEach(child -> write(child, json));
            json.close(']');
        }
        writeIndex("modifiedIndex", node.modifiedIndex(), json);
        writeIndex("createdIndex", node.createdIndex(), json);
        json.close('}');
    }

    private static void write(TimeToLive timeToLive, JsonWriter json) {
        json.name("expiration").text(TIME.format(timeToLive.expiration()));
        if (timeToLive.seconds() != 0) {
            json.name("ttl").number(timeToLive.seconds());
        }
    }

    private static void writeIndex(String name, long index, JsonWriter json) {
        if (index != 0) {
            json.name(name).number(index);
        }
    }
}
