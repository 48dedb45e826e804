package dev.pinwheel.etcd.benchmarks.micro;

import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.spi.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers as etcd 3.4 writes them, some 175 bytes for each node. */
final class Answers {
    static final URI ENDPOINT = URI.create("http://localhost:2379");

    static final Headers HEADERS = Headers.of(
            "Content-Type", "application/json",
            "X-Etcd-Cluster-Id", "cdf818194e3a8c32",
            "X-Etcd-Index", "1028",
            "X-Raft-Index", "2051",
            "X-Raft-Term", "3",
            "Date", "Sat, 28 Nov 2026 12:00:00 GMT",
            "Content-Length", "175");

    private Answers() {}

    /** To a get of one file. */
    static byte[] file() {
        return bytes("{\"action\":\"get\",\"node\":" + node(0) + "}\n");
    }

    /** To a get of a directory of files. */
    static byte[] directory(int files) {
        StringBuilder json =
                new StringBuilder("{\"action\":\"get\",\"node\":{\"key\":\"/registry\",\"dir\":true,\"nodes\":[");
        for (int i = 0; i < files; i++) {
            json.append(i == 0 ? "" : ",").append(node(i));
        }
        return bytes(
                json.append("],\"modifiedIndex\":12,\"createdIndex\":12}}\n").toString());
    }

    static EtcdAnswer with(byte[] body) {
        return new EtcdAnswer(ENDPOINT, 200, HEADERS, body);
    }

    private static String node(int number) {
        return "{\"key\":\"/registry/service-" + number + "\",\"value\":\"" + "http://10.0.0.7:8080/healthy ".repeat(3)
                + "\",\"modifiedIndex\":" + (1000 + number) + ",\"createdIndex\":" + (1000 + number) + "}";
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
