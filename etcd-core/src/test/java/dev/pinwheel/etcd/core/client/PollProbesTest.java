package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.ClientListener;
import dev.pinwheel.etcd.RedirectPolicy;
import dev.pinwheel.etcd.core.client.ScriptedTransport.Reaction;
import dev.pinwheel.etcd.core.cluster.GuardedListener;
import dev.pinwheel.etcd.core.cluster.ProbeSettings;
import dev.pinwheel.etcd.core.cluster.Probes;
import dev.pinwheel.etcd.core.dispatch.Asker;
import dev.pinwheel.etcd.core.dispatch.CallLimit;
import dev.pinwheel.etcd.core.dispatch.CallResult;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.dispatch.PendingCall;
import dev.pinwheel.etcd.core.dispatch.Settings;
import dev.pinwheel.etcd.core.dispatch.Timer;
import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.failover.Rings;
import dev.pinwheel.etcd.core.failover.Step;
import dev.pinwheel.etcd.spi.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.json.JsonFactory;

/** The probes of F13 while long polls are open: at a, which has the pin; b comes next. */
@Timeout(60)
class PollProbesTest {
    private static final Reaction VERSION = text(200, "application/json", "{\"etcdserver\":\"3.4.23\"}");
    private static final Reaction HEALTHY = text(200, "text/plain", "{\"health\":\"true\"}");
    private static final Reaction UNHEALTHY = text(503, "text/plain", "{\"health\":\"false\"}\n");
    private static final Reaction OPEN =
            new Reaction.Drip(Headers.of("X-Etcd-Index", "7"), List.of(), Duration.ZERO, false);
    private static final Duration SOON = Duration.ofMillis(20);

    private final Rings rings = new Rings(new EndpointRing(List.of(uri("a"), uri("b")), 0, Set.of()));
    private final ScriptedTransport transport = new ScriptedTransport().onPath("a", "/v2/keys/foo", OPEN);

    @Test
    void F13_aPoll_isEnded_whenItsEndpointIsCutOff_butOnlyWhenAnotherIsHealthy() {
        transport.onPath("a", "/health", UNHEALTHY).onPath("b", "/health", UNHEALTHY, UNHEALTHY, HEALTHY);
        try (Dispatcher dispatcher = dispatcher(Duration.ZERO, SOON)) {
            assertMovesOn(poll(dispatcher).await());

            assertThat(transport.count("b", "/health")).isEqualTo(3);
            assertThat(rings.current().fromPin()).containsExactly(uri("b"), uri("a"));
        }
    }

    @Test
    void F13_everyPoll_isEnded_whenItsEndpointDies_afterOneProbe() {
        transport.onPath("a", "/version", silence()).onPath("b", "/health", HEALTHY);
        try (Dispatcher dispatcher = dispatcher(SOON, Duration.ZERO)) {
            List<PendingCall> polls =
                    Stream.generate(() -> poll(dispatcher)).limit(1_000).toList();
            polls.forEach(poll -> assertMovesOn(poll.await()));

            assertThat(transport.count("a", "/version")).isEqualTo(2);
            assertThat(transport.count("b", "/health")).isEqualTo(1);
            assertThat(rings.current().fromPin()).containsExactly(uri("b"), uri("a"));
        }
    }

    @Test
    void F13_aPollAtADeadEndpoint_stays_untilAnotherIsHealthy_andNewCallsGoElsewhereMeanwhile() {
        transport.onPath("a", "/version", silence()).onPath("b", "/health", UNHEALTHY, HEALTHY);
        try (Dispatcher dispatcher = dispatcher(SOON, SOON)) {
            PendingCall poll = poll(dispatcher);
            await().until(() -> rings.current().atTurn(0).equals(uri("b")));

            assertMovesOn(poll.await());
        }
    }

    @Test
    void F13_aPoll_stays_whenItsEndpointSpeaksBeforeAnotherIsFoundHealthy() {
        Reaction speaksAfterTheSecondQuestion =
                new Reaction.Drip(Headers.of("X-Etcd-Index", "7"), List.of("{"), Duration.ofMillis(1_800), false);
        Reaction healthyAfterThat =
                new Reaction.Drip(Headers.none(), List.of("{\"health\":\"true\"}"), Duration.ofMillis(600), true);
        transport
                .onPath("a", "/v2/keys/foo", speaksAfterTheSecondQuestion)
                .onPath("a", "/version", silence())
                .onPath("b", "/health", healthyAfterThat);
        try (Dispatcher dispatcher = dispatcher(SOON, Duration.ZERO)) {
            AtomicBoolean isEnded = new AtomicBoolean();
            PendingCall poll = poll(dispatcher);
            poll.whenEnded(result -> isEnded.set(true));

            await().until(() -> transport.count("b", "/health") == 1);
            await().until(() -> rings.current().suspects().isEmpty());
            assertThat(isEnded).isFalse();
            poll.cancel("it is enough");
        }
    }

    @Test
    void F13_aSuspect_isTrustedAgain_whilePollsAreOpenElsewhere() {
        transport.onPath("a", "/version", silence(), silence(), silence(), VERSION);
        transport.on("b", VERSION).onPath("b", "/health", HEALTHY).onPath("b", "/v2/keys/foo", OPEN);
        try (Dispatcher dispatcher = dispatcher(SOON, SOON)) {
            assertMovesOn(poll(dispatcher).await());
            PendingCall elsewhere = poll(dispatcher);

            await().until(() -> rings.current().suspects().isEmpty());
            assertThat(rings.current().atTurn(0)).as("the pin stays").isEqualTo(uri("b"));
            elsewhere.cancel("it is enough");
        }
    }

    @Test
    void F13_anEndedPoll_isAskedAboutNoMore() {
        transport.onPath("a", "/version", VERSION).onPath("a", "/health", HEALTHY);
        try (Dispatcher dispatcher = dispatcher(SOON, SOON)) {
            PendingCall poll = poll(dispatcher);
            await().until(() -> transport.count("a", "/health") >= 2 && transport.count("a", "/version") >= 1);

            poll.cancel("it is enough");
            poll.await();

            await().pollDelay(SOON).until(() -> true); // What was asked already.
            int before = transport.sent().size();
            await().pollDelay(Duration.ofMillis(1_500))
                    .until(() -> transport.sent().size() == before);
        }
    }

    private static void assertMovesOn(CallResult end) {
        assertThat(end)
                .isInstanceOfSatisfying(
                        CallResult.Unanswered.class,
                        unanswered -> assertThat(unanswered.end().reason()).isEqualTo(Step.Reason.CANCELLED));
    }

    private static PendingCall poll(Dispatcher dispatcher) {
        return dispatcher.begin(
                new EtcdRequest("GET", "/v2/keys/foo", "wait=true", null, CallKind.WATCH), Optional.empty());
    }

    private Dispatcher dispatcher(Duration stallProbeAfter, Duration healthInterval) {
        Timer timer = new Timer(Thread::new);
        Settings settings =
                new Settings(Duration.ofSeconds(30), 1 << 20, RedirectPolicy.always(), Optional.empty(), false);
        JsonFactory json = new JsonFactory();
        Asker asker = new Asker(transport, timer, json, settings);
        Probes probes = new Probes(
                new ProbeSettings(stallProbeAfter, healthInterval),
                asker,
                timer,
                rings,
                new GuardedListener(new ClientListener() {}));
        return new Dispatcher(transport, Set.of(), timer, json, settings, rings, asker, probes, new CallLimit(8));
    }

    private static URI uri(String host) {
        return URI.create("http://" + host + ":2379");
    }
}
