package dev.pinwheel.etcd.benchmarks.byhand;

import dev.pinwheel.etcd.benchmarks.client.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The address of a server, and what a call looks like to it.
 *
 * @param base the endpoint
 */
record WireCall(URI base) {
    static final String FORM = "application/x-www-form-urlencoded";

    static WireCall to(String endpoint) {
        return new WireCall(URI.create(endpoint));
    }

    String url(Call call) {
        String url = base + "/v2/keys" + call.key();
        return switch (call.kind()) {
            case GET, SET, POST -> url;
            case QUORUM_GET -> url + "?quorum=true";
            case DIR -> url + "?recursive=true";
            case POLL -> url + "?wait=true&waitIndex=" + (call.after() + 1);
        };
    }

    String method(Call call) {
        return switch (call.kind()) {
            case GET, QUORUM_GET, DIR, POLL -> "GET";
            case SET -> "PUT";
            case POST -> "POST";
        };
    }

    /** The form, or nothing for a read. */
    byte[] body(Call call) {
        return switch (call.kind()) {
            case GET, QUORUM_GET, DIR, POLL -> new byte[0];
            case SET, POST ->
                ("value=" + URLEncoder.encode(call.value(), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.US_ASCII);
        };
    }
}
