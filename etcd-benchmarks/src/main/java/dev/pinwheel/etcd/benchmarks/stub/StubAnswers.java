package dev.pinwheel.etcd.benchmarks.stub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What the stub answers, in etcd's form, made once and sent again and again. Immutable. */
final class StubAnswers {
    private static final int DIR_VALUE = 100;
    private static final String INDEXES = ",\"modifiedIndex\":1234567,\"createdIndex\":1234567}";

    private final ByteBuffer get;
    private final ByteBuffer set;
    private final ByteBuffer dir;
    private final ByteBuffer version;

    private StubAnswers(String value, int nodes) {
        String node = "{\"key\":\"/bench/k0\",\"value\":\"" + value + "\"" + INDEXES;
        get = answer("200 OK", "{\"action\":\"get\",\"node\":" + node + "}\n");
        set = answer("200 OK", "{\"action\":\"set\",\"node\":" + node + ",\"prevNode\":" + node + "}\n");
        dir = answer("200 OK", "{\"action\":\"get\",\"node\":" + directory(nodes) + "}\n");
        version = answer("200 OK", "{\"etcdserver\":\"3.4.23\",\"etcdcluster\":\"3.4.0\"}");
    }

    /** Answers whose values have a size, and whose directory has so many nodes. */
    static StubAnswers of(int valueSize, int nodes) {
        return new StubAnswers("v".repeat(valueSize), nodes);
    }

    /** The answer to a request, to be read by one reader; whatever stands before the path of the API is passed over. */
    ByteBuffer to(String method, String target) {
        if (!method.equals("GET")) {
            return set.duplicate();
        }
        if (target.contains("/v2/keys/bench")) {
            return get.duplicate();
        }
        return target.contains("/v2/keys") ? dir.duplicate() : version.duplicate();
    }

    private static String directory(int size) {
        StringBuilder nodes = new StringBuilder("{\"key\":\"/dir1000\",\"dir\":true,\"nodes\":[");
        for (int i = 0; i < size; i++) {
            nodes.append(i == 0 ? "" : ",")
                    .append(String.format("{\"key\":\"/dir1000/n%04d\",\"value\":\"", i))
                    .append("v".repeat(DIR_VALUE))
                    .append('"')
                    .append(INDEXES);
        }
        return nodes.append("]").append(INDEXES).toString();
    }

    private static ByteBuffer answer(String status, String body) {
        byte[] message = ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n"
                        + "X-Etcd-Cluster-Id: cdf818194e3a8c32\r\nX-Etcd-Index: 1234567\r\nX-Raft-Index: 2345678\r\n"
                        + "X-Raft-Term: 2\r\nDate: Sat, 28 Nov 2026 12:00:00 GMT\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer direct = ByteBuffer.allocateDirect(message.length);
        direct.put(message).flip();
        return direct;
    }
}
