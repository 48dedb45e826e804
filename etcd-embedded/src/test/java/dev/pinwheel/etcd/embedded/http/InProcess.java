package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.SettableClock;
import dev.pinwheel.etcd.embedded.store.Bytes;
import dev.pinwheel.etcd.embedded.store.ReplicatedStore;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A member without sockets: asks its API directly, and shows answers as status and body. */
final class InProcess {
    final SettableClock clock = new SettableClock();
    private final Api api = new Api(
            new ClusterInfo(0xabc, 2, List.of(new MemberInfo(0x1f, "m1", URI.create("http://127.0.0.1:1")))),
            new ReplicatedStore(1, clock),
            clock);

    /** Sends a line such as {@code PUT /a value=x}: the path is below the keys, the rest is the form. */
    String keys(String line) {
        String[] words = line.split(" ", 3);
        return show(send(words[0], "/v2/keys" + words[1], words.length > 2 ? words[2] : ""));
    }

    Response send(String method, String target, String form) {
        return answer(new Request(method, target, Optional.of("application/x-www-form-urlencoded"), new Bytes(form)));
    }

    Response send(String method, String target) {
        return send(method, target, "");
    }

    Response answer(Request request) {
        return api.answer(request);
    }

    static String show(Response response) {
        return response.status() + " " + response.body().stripTrailing();
    }

    static Optional<String> header(Response response, String name) {
        return response.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Response.Header::value)
                .findFirst();
    }
}
