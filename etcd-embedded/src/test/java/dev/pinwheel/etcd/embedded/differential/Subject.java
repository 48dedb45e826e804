package dev.pinwheel.etcd.embedded.differential;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A server that is compared with another: shows its answers without what must differ. */
final class Subject {
    private static final Duration LONGEST_WATCH = Duration.ofMillis(300);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Pattern OFFSET = Pattern.compile("\\{\\+(\\d+)}");
    private static final Pattern INDEX = Pattern.compile("(Index\":|index\":|\\[)(\\d+)|(\\d+)(?=])|(\\d{20})");
    private static final Pattern CLOCK = Pattern.compile("\"(expiration|ttl)\":(\"[^\"]*\"|\\d+)");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST)
            .build();
    private final URI endpoint;

    Subject(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Empties the server, then plays steps and returns what it answered to each; watches are answered last. */
    List<String> play(List<Step> steps) throws IOException, InterruptedException {
        for (String key : List.of("/a", "/b", "/_h", "/q")) {
            send("DELETE", key, "recursive=true");
        }
        long base = index(send("PUT", "/b", "value=0"));
        List<String> answers = new ArrayList<>();
        List<HttpResponse<InputStream>> watches = new ArrayList<>();
        for (Step step : steps) {
            String parameters = OFFSET.matcher(step.parameters())
                    .replaceAll(offset -> Long.toString(base + Long.parseLong(offset.group(1))));
            if (step.isWatch()) {
                watches.add(watch(step.key(), parameters));
            } else {
                answers.add(show(send(step.method(), step.key(), parameters), base));
            }
        }
        touchAllKeys();
        for (HttpResponse<InputStream> watch : watches) {
            answers.add(event(watch, base));
        }
        return answers;
    }

    // It has begun when its head is there, before the next step.
    private HttpResponse<InputStream> watch(String key, String parameters) throws IOException, InterruptedException {
        HttpRequest request = request("GET", key, "wait=true&" + parameters).build();
        return client.send(request, BodyHandlers.ofInputStream());
    }

    /** Makes something happen at every key, so that hardly a watch waits for ever. */
    private void touchAllKeys() throws IOException, InterruptedException {
        for (String key : List.of("/a", "/b", "/_h", "/q")) {
            send("DELETE", key, "recursive=true");
        }
        for (String key : List.of("/a/x/y", "/a/_s", "/b/x", "/_h/x", "/q/z")) {
            send("PUT", key, "value=last");
        }
        for (String key : List.of("/a/x/y", "/a/x", "/a/_s", "/a", "/b/x", "/b", "/_h/x", "/_h", "/q/z", "/q")) {
            send("DELETE", key, "recursive=true");
        }
    }

    private static String event(HttpResponse<InputStream> answer, long base) {
        CompletableFuture<String> body = CompletableFuture.supplyAsync(() -> read(answer.body()))
                .completeOnTimeout("nothing", LONGEST_WATCH.toMillis(), TimeUnit.MILLISECONDS);
        String shown = show(answer.statusCode(), index(answer), body.join(), base);
        close(answer.body());
        return "watch: " + shown;
    }

    private static String read(InputStream body) {
        try (InputStream closing = body) {
            return new String(closing.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException cut) {
            return "cut";
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyCut) {
            // All that matters is that it does not stay open.
        }
    }

    private HttpResponse<String> send(String method, String key, String parameters)
            throws IOException, InterruptedException {
        return client.send(request(method, key, parameters).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String key, String parameters) {
        URI target = URI.create(endpoint + "/v2/keys" + key + (parameters.isEmpty() ? "" : "?" + parameters));
        return HttpRequest.newBuilder(target).timeout(LONGEST).method(method, HttpRequest.BodyPublishers.noBody());
    }

    private static long index(HttpResponse<?> answer) {
        return answer.headers().firstValueAsLong("X-Etcd-Index").orElse(-1);
    }

    private static String show(HttpResponse<String> answer, long base) {
        return show(answer.statusCode(), index(answer), answer.body(), base);
    }

    private static String show(int status, long index, String body, long base) {
        String masked = CLOCK.matcher(body).replaceAll("\"$1\":*");
        String relative = INDEX.matcher(masked).replaceAll(found -> relative(found, base));
        return status + " at " + (index == 0 ? "none" : index - base) + " " + relative.strip();
    }

    // Indexes are those of this run: small numbers and values stay as they are.
    private static String relative(MatchResult found, long base) {
        String digits = found.group().replaceAll("\\D", "");
        long number = Long.parseLong(digits);
        return number < base ? found.group() : found.group().replace(digits, "+" + (number - base));
    }
}
