package dev.pinwheel.etcd.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends requests to keys of a member with the JDK's client. */
final class Http {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpResponse<String> get(URI member, String key) throws IOException, InterruptedException {
        return client.send(request(member, key).GET().build(), BodyHandlers.ofString());
    }

    /** Asks for anything but keys. */
    HttpResponse<String> ask(URI member, String path) throws IOException, InterruptedException {
        return sendPath("GET", member, path);
    }

    /** Sends JSON to anything but keys. */
    HttpResponse<String> sendJson(String method, URI member, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(member.resolve(path))
                        .timeout(LONGEST)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> put(URI member, String key, String form) throws IOException, InterruptedException {
        return client.send(write("PUT", member, key, form), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, URI member, String key) throws IOException, InterruptedException {
        return client.send(
                request(member, key).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> putLater(URI member, String key, String form) {
        return client.sendAsync(write("PUT", member, key, form), BodyHandlers.ofString());
    }

    /** Opens a watch; its head is there when this returns. */
    BufferedReader watch(URI member, String target) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(member + "/v2/keys" + target)).build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    HttpResponse<String> sendPath(String method, URI member, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(member.resolve(path))
                .timeout(LONGEST)
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static HttpRequest write(String method, URI member, String key, String form) {
        return request(member, key)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form))
                .build();
    }

    private static HttpRequest.Builder request(URI member, String key) {
        return HttpRequest.newBuilder(URI.create(member + "/v2/keys" + key)).timeout(LONGEST);
    }
}
