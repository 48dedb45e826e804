package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.recording.Receipt;
import dev.pinwheel.etcd.embedded.store.Bytes;
import java.util.Optional;

/**
 * A request as it came, with nothing decoded.
 *
 * @param method in the case it was sent
 * @param target path and query of the request line, one character per byte
 * @param contentType of the body, if it says
 * @param authorization who asks, if it says
 * @param body whole, however long
 * @param flaw what is wrong with the rest of the body, if anything is
 * @param receipt where to say what it changes
 */
record Request(
        String method,
        String target,
        Optional<String> contentType,
        Optional<String> authorization,
        Bytes body,
        Optional<String> flaw,
        Receipt receipt) {

    /** A sound request that no journal tells of. */
    Request(String method, String target, Optional<String> contentType, Optional<String> authorization, Bytes body) {
        this(method, target, contentType, authorization, body, Optional.empty(), Receipt.unrecorded());
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    String rawPath() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The query without its question mark; empty when there is none. */
    String rawQuery() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }
}
