package dev.pinwheel.etcd.embedded.golden;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plays one scenario against one cluster, and says what differs in each step. */
final class Player implements AutoCloseable {
    private static final long TICK_MILLIS = 100;
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final List<String> EXTRA_HEADERS =
            List.of("Location", "Allow", "X-Etcd-Cluster-Id", "X-Raft-Index", "X-Raft-Term");

    private final EmbeddedEtcd etcd;
    private final OffsetClock clock;
    private final URI endpoint;
    private final Map<String, OpenAnswer> watches = new HashMap<>();
    private Names names = new Names(0);

    Player(EmbeddedEtcd etcd, OffsetClock clock) {
        this.etcd = etcd;
        this.clock = clock;
        this.endpoint = etcd.endpoints().get(0);
    }

    /** What was seen of an answer: {@code status}, {@code headers}, {@code body} and so on, as a recording has them. */
    private record Seen(Map<String, Object> answer) {}

    /** Makes one user once: the first change of users takes more indexes than the others. */
    void prime() throws IOException {
        Map<String, Object> user = Map.of("user", "primer", "password", "x");
        exchange(Message.of(Map.of("method", "PUT", "path", "/v2/auth/users/primer", "json", user), names));
        exchange(Message.of(Map.of("method", "DELETE", "path", "/v2/auth/users/primer"), names));
    }

    void begin() throws IOException {
        Map<String, Object> root = exchange(Message.of(Map.of("method", "GET", "path", "/v2/keys/"), names));
        names = new Names((Long) Paths.walk(root, "headers.X-Etcd-Index"));
    }

    /** The differences of one step; none if it is as recorded. */
    List<String> play(Map<String, Object> step) throws IOException, InterruptedException {
        Optional<Seen> seen = run(step);
        if (seen.isEmpty()) {
            return List.of();
        }
        Map<String, Object> want = map(step.get("response"));
        Object before = step.get("deltaOf") instanceof String name ? names.captured(name) : Map.of();
        Comparison comparison = new Comparison(names, optional(step), before);
        Map<String, Object> got = seen.get().answer();
        for (String part : List.of("status", "headers", "extraHeaders", "body")) {
            if (want.get(part) != null) {
                comparison.compare(want.get(part), got.getOrDefault(part, Map.of()), part.equals("body") ? "" : part);
            }
        }
        return comparison.differences();
    }

    @Override
    public void close() throws IOException {
        for (OpenAnswer watch : watches.values()) {
            watch.close();
        }
    }

    private Optional<Seen> run(Map<String, Object> step) throws IOException, InterruptedException {
        if (step.get("sleepMs") instanceof Long millis) {
            pass(millis);
            return Optional.empty();
        }
        if (step.get("close") instanceof String name) {
            watch(name).close();
            return Optional.empty();
        }
        if (step.get("idle") instanceof String name) {
            return body(watch(name).next(Duration.ofMillis((Long) step.get("ms"))));
        }
        if (step.get("end") instanceof String name) {
            return body(watch(name).next(LONGEST));
        }
        if (step.get("read") instanceof String name) {
            return body(lines(watch(name), (Long) step.getOrDefault("events", 1L), LONGEST));
        }
        if (step.get("drain") instanceof String name) {
            List<Object> lines = lines(watch(name), Long.MAX_VALUE, Duration.ofMillis((Long) step.get("ms")));
            lines.remove(OpenAnswer.NONE);
            return body(lines);
        }
        if (step.get("open") instanceof String name) {
            return Optional.of(open(name, Message.of(map(step.get("request")), names)));
        }
        return Optional.of(request(step));
    }

    // Time that only the server's clock must see need not pass. What is due in between expires when it is.
    private void pass(long millis) {
        for (long passed = 0; passed < millis; passed += TICK_MILLIS) {
            clock.advance(Duration.ofMillis(TICK_MILLIS));
            etcd.expireDue();
        }
    }

    private Seen open(String name, Message message) throws IOException {
        Wire wire = new Wire(endpoint);
        wire.send(message);
        Wire.Head head = wire.readHead();
        watches.put(name, new OpenAnswer(wire));
        return new Seen(observe(head));
    }

    private Seen request(Map<String, Object> step) throws IOException {
        Map<String, Object> answer = Map.of();
        for (long turn = 1; turn <= (Long) step.getOrDefault("repeat", 1L); turn++) {
            names.capture("i", turn);
            answer = exchange(Message.of(map(step.get("request")), names));
        }
        for (Map.Entry<String, Object> capture :
                map(step.getOrDefault("capture", Map.of())).entrySet()) {
            Object body = Optional.ofNullable(answer.get("body")).orElseThrow();
            names.capture(capture.getKey(), Paths.walk(body, (String) capture.getValue()));
        }
        return new Seen(answer);
    }

    private Map<String, Object> exchange(Message message) throws IOException {
        try (Wire wire = new Wire(endpoint)) {
            wire.send(message);
            Wire.Head head = wire.readHead();
            Map<String, Object> answer = observe(head);
            String body = new String(wire.readBody(message, head), StandardCharsets.UTF_8);
            boolean json =
                    body.stripLeading().startsWith("{") || body.stripLeading().startsWith("[");
            answer.put("body", json ? JsonValues.parse(body) : body);
            return answer;
        }
    }

    private static Map<String, Object> observe(Wire.Head head) {
        Map<String, Object> headers = new LinkedHashMap<>();
        if (head.has("X-Etcd-Index")) {
            headers.put("X-Etcd-Index", Long.parseLong(head.header("X-Etcd-Index")));
        }
        if (head.has("Content-Type")) {
            headers.put("Content-Type", head.header("Content-Type"));
        }
        Map<String, Object> extra = new LinkedHashMap<>();
        EXTRA_HEADERS.stream().filter(head::has).forEach(name -> extra.put(name, head.header(name)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", (long) head.status());
        answer.put("headers", headers);
        answer.put("extraHeaders", extra);
        return answer;
    }

    private static List<Object> lines(OpenAnswer watch, long most, Duration longest) throws InterruptedException {
        List<Object> lines = new ArrayList<>();
        Object line = Map.of();
        while (lines.size() < most && !OpenAnswer.isLast(line)) {
            line = watch.next(longest);
            lines.add(line);
        }
        return lines;
    }

    private OpenAnswer watch(String name) {
        return Optional.ofNullable(watches.get(name)).orElseThrow();
    }

    private static Optional<Seen> body(Object body) {
        return Optional.of(new Seen(Map.of("body", body)));
    }

    private static Set<String> optional(Map<String, Object> step) {
        Set<String> fields = new HashSet<>();
        ((List<?>) step.getOrDefault("optional", List.of())).forEach(field -> fields.add((String) field));
        return fields;
    }

    static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, field) -> map.put((String) name, field));
        return map;
    }
}
