package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.core.client.ScriptedTransport.Reaction;
import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.time.Duration;
import java.util.List;

/** What etcd answers to watches. */
final class WatchScripts {
    private WatchScripts() {}

    /** A change of /foo from the history. */
    static Reaction change(long index) {
        return change("/foo", index, "cafe");
    }

    static Reaction change(String key, long index, String cluster) {
        return new Reaction.Answer(200, headers(index, cluster), body(key, index));
    }

    /** The deletion of a directory. */
    static Reaction dirDeleted(String key, long index) {
        String dir = "{\"key\":\"" + key + "\",\"dir\":true,\"createdIndex\":3,\"modifiedIndex\":";
        return new Reaction.Answer(
                200,
                headers(index, "cafe"),
                "{\"action\":\"delete\",\"node\":" + dir + index + "},\"prevNode\":" + dir + "3}}\n");
    }

    /** A poll that stays open. */
    static Reaction open(long index) {
        return new Reaction.Drip(headers(index, "cafe"), List.of(), Duration.ZERO, false);
    }

    /** A poll that ends without an event. */
    static Reaction empty(long index) {
        return new Reaction.Drip(headers(index, "cafe"), List.of(), Duration.ZERO, true);
    }

    /** A poll that is woken soon. */
    static Reaction woken(long index, long event) {
        return new Reaction.Drip(headers(index, "cafe"), List.of(body("/foo", event)), Duration.ofMillis(20), true);
    }

    /** A quorum read that finds /foo as it was written at an index. */
    static Reaction read(long index, long modified) {
        return read("/foo", index, modified);
    }

    static Reaction read(String key, long index, long modified) {
        return new Reaction.Answer(
                200, headers(index, "cafe"), body(key, modified).replace("\"set\"", "\"get\""));
    }

    static Reaction refused(int status, int code, long index) {
        return new Reaction.Answer(
                status,
                headers(index, "cafe"),
                "{\"errorCode\":" + code + ",\"message\":\"no\",\"cause\":\"/foo\",\"index\":" + index + "}");
    }

    /** A store in which every index is a change of /foo, for ever. */
    static Reaction endless(HttpRequest request) {
        String query = String.valueOf(request.uri().getQuery());
        int at = query.indexOf("waitIndex=");
        if (at < 0) {
            return read(7, 7);
        }
        return change(Long.parseLong(query.substring(at + 10).split("&", -1)[0]));
    }

    private static String body(String key, long index) {
        return "{\"action\":\"set\",\"node\":{\"key\":\"" + key + "\",\"value\":\"v" + index + "\",\"modifiedIndex\":"
                + index + ",\"createdIndex\":" + index + "}}\n";
    }

    private static Headers headers(long index, String cluster) {
        return Headers.of(
                "Content-Type", "application/json", "X-Etcd-Index", Long.toString(index), "X-Etcd-Cluster-Id", cluster);
    }
}
