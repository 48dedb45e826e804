package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.SettableClock;
import dev.pinwheel.etcd.embedded.members.Member;
import dev.pinwheel.etcd.embedded.members.Membership;
import dev.pinwheel.etcd.embedded.replication.Alarm;
import dev.pinwheel.etcd.embedded.replication.Timeouts;
import dev.pinwheel.etcd.embedded.store.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A member without sockets: asks its API directly, and shows answers as status and body. */
final class InProcess {
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(7);

    final SettableClock clock = new SettableClock();
    private final List<Long> removed = new ArrayList<>();
    private final List<Runnable> alarms = new ArrayList<>();
    private final List<Api> apis;

    InProcess() {
        this(1);
    }

    InProcess(int members) {
        List<Member> founders =
                IntStream.range(0, members).mapToObj(InProcess::founder).toList();
        Timeouts timeouts = new Timeouts(REQUEST_TIMEOUT, Duration.ofNanos(1));
        Alarm alarm = (delay, task) -> alarms.add(task);
        Cluster cluster = Cluster.of(0xabc, new Membership(founders), clock, timeouts, alarm);
        this.apis = founders.stream()
                .map(founder -> new Api(cluster, founder, removed::add))
                .toList();
    }

    private static Member founder(int index) {
        List<String> urls = List.of("http://127.0.0.1:" + (index + 1));
        return new Member(0x1f + index, "m" + (index + 1), urls, urls);
    }

    /** Lets the time pass that members wait for a leader. */
    void passElectionTimeout() {
        List<Runnable> due = List.copyOf(alarms);
        alarms.clear();
        due.forEach(Runnable::run);
    }

    /** The members that the server was told to see off. */
    List<Long> removed() {
        return removed;
    }

    /** Sends a line such as {@code PUT /a value=x}: the path is below the keys, the rest is the form. */
    String keys(String line) {
        String[] words = line.split(" ", 3);
        return show(send(words[0], "/v2/keys" + words[1], words.length > 2 ? words[2] : ""));
    }

    Response send(String method, String target, String form) {
        Optional<String> formType = Optional.of("application/x-www-form-urlencoded");
        return answer(new Request(method, target, formType, Optional.empty(), new Bytes(form)));
    }

    Response send(String method, String target) {
        return send(method, target, "");
    }

    /** The answer, without the time that it takes to be told of a time-out. */
    Response answer(Request request) {
        return answer(0, request);
    }

    private Response answer(int member, Request request) {
        Answer answer = apis.get(member).answer(request);
        return (Response) (answer instanceof Pending pending ? pending.otherwise() : answer);
    }

    /** Asks another member than the first one, by its number from 0. */
    Response askMember(int member, String target) {
        return answer(member, new Request("GET", target, Optional.empty(), Optional.empty(), Bytes.EMPTY));
    }

    /** Sends JSON as somebody, and shows the answer; {@code user:password}, or nothing for a guest. */
    String json(String line, String body, String credentials) {
        String[] words = line.split(" ", 2);
        Optional<String> authorization = Optional.of(credentials)
                .filter(text -> !text.isEmpty())
                .map(text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        return show(answer(
                new Request(words[0], words[1], Optional.of("application/json"), authorization, Bytes.utf8(body))));
    }

    long index() {
        return Long.parseLong(header(send("GET", "/v2/keys/"), "X-Etcd-Index").orElseThrow());
    }

    /** Begins a watch; the parameters are those besides {@code wait}. */
    EventStream watch(String key, String parameters) {
        String target = "/v2/keys" + key + "?wait=true&" + parameters;
        return (EventStream)
                apis.get(0).answer(new Request("GET", target, Optional.empty(), Optional.empty(), Bytes.EMPTY));
    }

    static String show(Response response) {
        return response.status() + " " + response.body().stripTrailing();
    }

    static Optional<String> header(Answer.Prompt response, String name) {
        return response.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Answer.Header::value)
                .findFirst();
    }
}
