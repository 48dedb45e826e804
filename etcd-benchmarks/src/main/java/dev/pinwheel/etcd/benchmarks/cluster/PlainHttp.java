package dev.pinwheel.etcd.benchmarks.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Talks to a cluster with what the JDK has had from its beginning, which none of the measured clients uses. Safe for
 * use by many threads.
 *
 * @param endpoints at least one; the first that answers is used
 */
public record PlainHttp(List<String> endpoints) {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 20_000;

    /** Copies the list. */
    public PlainHttp {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * An answer, whatever its status.
     *
     * @param status the HTTP status
     * @param body the body as text
     * @param index etcd's; 0 if it gave none
     */
    public record Answer(int status, String body, long index) {}

    /** Reads a path of the first endpoint that answers. */
    public Answer get(String path) {
        return anywhere(endpoint -> send(endpoint + path, "GET", ""));
    }

    /** Writes a key by the first endpoint that answers, and returns etcd's index. */
    public long set(String key, String value) {
        String form = "value=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        Answer answer = anywhere(endpoint -> send(endpoint + "/v2/keys" + key, "PUT", form));
        if (answer.status() >= 300) {
            throw new IllegalStateException("etcd has refused to set " + key + ": " + answer.body());
        }
        return answer.index();
    }

    /** Reads a path of one endpoint. */
    public Answer getFrom(String endpoint, String path) throws IOException {
        return send(endpoint + path, "GET", "");
    }

    @FunctionalInterface
    private interface Exchange {
        Answer with(String endpoint) throws IOException;
    }

    private Answer anywhere(Exchange exchange) {
        IOException last = new IOException("no endpoint");
        for (String endpoint : endpoints) {
            try {
                return exchange.with(endpoint);
            } catch (IOException failed) {
                last = failed;
            }
        }
        throw new UncheckedIOException("none of " + endpoints + " answers: " + last.getMessage(), last);
    }

    private static Answer send(String url, String method, String form) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestMethod(method);
        if (!form.isEmpty()) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(form.getBytes(StandardCharsets.US_ASCII));
            }
        }
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(status, text, connection.getHeaderFieldLong("X-Etcd-Index", 0));
        }
    }
}
