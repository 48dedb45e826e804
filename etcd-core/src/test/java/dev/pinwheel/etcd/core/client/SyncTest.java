package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.etcd;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.refuse;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.AutoSync;
import dev.pinwheel.etcd.ClientListener;
import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EndpointSelection;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.NoLeaderException;
import dev.pinwheel.etcd.core.client.ScriptedTransport.Reaction;
import dev.pinwheel.etcd.members.Member;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Syncs over a scripted cluster: hosts a, b, c are members, seed is where the client starts. */
@Timeout(60)
class SyncTest {
    private static final Reaction VERSION = text(200, "application/json", "{\"etcdserver\":\"3.4.23\"}");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Events events = new Events();

    @Test
    void C1_theEndpoints_becomeTheUnionOfAllClientUrls() {
        transport
                .on("seed", members("a", "b", "c"))
                .on("a", VERSION)
                .on("b", VERSION)
                .on("c", VERSION);
        try (EtcdClient client = client().build()) {
            assertThat(client.sync()).containsExactlyInAnyOrder(uri("a"), uri("b"), uri("c"));
            assertThat(client.endpoints()).containsExactlyInAnyOrder(uri("a"), uri("b"), uri("c"));
            assertThat(events.changes).hasSize(1);
        }
    }

    @Test
    void C1_anUnchangedSet_keepsOrderAndPin_andAsksNobodyElse() {
        transport.on("a", refuse()).on("b", members("c", "b", "a"));
        try (EtcdClient client =
                clientOf(transport, "a", "b", "c").listener(events).build()) {
            assertThat(client.sync()).containsExactly(uri("b"), uri("c"), uri("a"));

            assertThat(transport.hosts()).containsExactly("a", "b");
            assertThat(events.changes).isEmpty();
        }
    }

    @Test
    void C1_membersThatHaveNotStarted_areSkipped_andTheListenerIsTold() {
        transport
                .on(
                        "seed",
                        etcd(
                                200,
                                "{\"members\":[" + member("1", "a") + ",{\"id\":\"2\",\"name\":\"\","
                                        + "\"peerURLs\":[\"http://x:2380\"],\"clientURLs\":[]}]}"))
                .on("a", VERSION);
        try (EtcdClient client = client().build()) {
            assertThat(client.sync()).containsExactly(uri("a"));
            assertThat(events.skipped).singleElement().asString().contains("has not started");
        }
    }

    @Test
    void C1_aListWithoutAUsableUrl_changesNothing_andIsAnError() {
        transport.on("seed", etcd(200, "{\"members\":[]}"));
        try (EtcdClient client = client().build()) {
            assertThatThrownBy(client::sync)
                    .isInstanceOf(InvalidResponseException.class)
                    .hasMessageContaining("members without one usable URL");
            assertThat(client.endpoints()).containsExactly(uri("seed"));
        }
    }

    @Test
    void C2_theLeader_getsThePin_byWhicheverOfItsUrls() {
        transport
                .on("seed", members("a", "b", "c"), leader("b"))
                .on("a", VERSION)
                .on("b", VERSION)
                .on("c", VERSION);
        try (EtcdClient client =
                client().endpointSelection(EndpointSelection.LEADER).build()) {
            assertThat(client.sync().get(0)).isEqualTo(uri("b"));
        }
    }

    @Test
    void C2_withoutALeader_theSyncFails_andTheRingStays() {
        transport
                .on("seed", members("a"), etcd(503, "{\"message\":\"During election\"}"))
                .on("a", VERSION);
        try (EtcdClient client =
                client().endpointSelection(EndpointSelection.LEADER).build()) {
            assertThatThrownBy(client::sync)
                    .isInstanceOf(NoLeaderException.class)
                    .hasMessageContaining("no endpoint");
            assertThat(client.endpoints()).containsExactly(uri("seed"));
        }
    }

    @Test
    void C3_whenTheWholeSyncedRingHasFailed_theBootstrapEndpointsAreTried_once() {
        transport
                .on("seed", members("a"), bar("get"))
                .onPath("a", "/version", VERSION)
                .on("a", refuse());
        try (EtcdClient client = client().build()) {
            client.sync();

            assertThat(client.keys().get("/foo").endpoint()).isEqualTo(uri("seed"));
            assertThat(client.endpoints())
                    .as("the bootstrap endpoint is no part of the ring")
                    .containsExactly(uri("a"));
        }
    }

    @Test
    void C3_anEndpointThatTheUserHasSet_fallsBackToNothing() {
        transport.on("seed", bar("get")).on("a", refuse());
        try (EtcdClient client = client().build()) {
            client.setEndpoints("http://a:2379");

            assertThatThrownBy(() -> client.keys().get("/foo")).isInstanceOf(ClusterException.class);
        }
    }

    @Test
    void C5_whenNoneOfTheNewEndpointsAnswers_nothingChanges_andTheMessageSaysWhatToDo() {
        transport.on("seed", members("a", "b"));
        try (EtcdClient client = client().build()) {
            assertThatThrownBy(client::sync)
                    .isInstanceOf(InvalidResponseException.class)
                    .hasMessageContaining("memberEndpoints");
            assertThat(client.endpoints()).containsExactly(uri("seed"));
        }
    }

    @Test
    void C5_aNewEndpointThatDoesNotAnswer_isTriedLast() {
        transport.on("seed", members("a", "b")).on("b", VERSION);
        try (EtcdClient client = client().build()) {
            assertThat(client.sync()).containsExactly(uri("b"), uri("a"));
        }
    }

    @Test
    void C5_aMapping_decidesByWhichEndpointsMembersAreReached() {
        transport.on("seed", members("a", "b")).on("a.outside", VERSION);
        try (EtcdClient client = client().memberEndpoints(
                        member -> member.name().equals("a") ? List.of(URI.create("http://a.outside:2379")) : List.of())
                .build()) {
            assertThat(client.sync()).containsExactly(URI.create("http://a.outside:2379"));
            assertThat(events.skipped).singleElement().asString().contains("gives it no endpoint");
        }
    }

    @Test
    void C6_concurrentSyncs_shareOne() {
        transport.on("seed", silence());
        try (EtcdClient client = client().build()) {
            CompletableFuture<List<URI>> one = client.async().sync();
            CompletableFuture<List<URI>> other = client.async().sync();
            one.cancel(true);

            assertThat(transport.hosts()).containsExactly("seed");
            assertThat(other).isNotDone();
        }
    }

    @Test
    void F12_aDeadline_boundsTheWholeSync() {
        transport.on("seed", silence());
        try (EtcdClient client = client().build()) {
            assertThatThrownBy(() -> client.withDeadline(Duration.ofMillis(50)).sync())
                    .isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void C4_autoSync_reportsAFailedRound_andTriesAgain_untilItIsClosed() {
        transport.on("seed", refuse(), refuse(), members("a")).on("a", VERSION);
        try (EtcdClient client = client().build()) {
            AutoSync syncing = client.autoSync(Duration.ofMillis(10));

            await().untilAsserted(() -> assertThat(client.endpoints()).containsExactly(uri("a")));

            // A copy, as further rounds go on meanwhile.
            assertThat(List.copyOf(events.failures).subList(0, 2)).hasOnlyElementsOfType(ClusterException.class);
            syncing.close();
            syncing.close();
        }
    }

    @Test
    void E8_autoSync_wantsAnInterval_andAnOpenClient() {
        EtcdClient client = client().build();
        assertThatThrownBy(() -> client.autoSync(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        client.close();
        assertThatThrownBy(() -> client.autoSync(Duration.ofMinutes(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(client::sync).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aListenerThatThrows_harmsNothing() {
        transport.on("seed", members("a")).on("a", VERSION);
        ClientListener broken = new ClientListener() {
            @Override
            public void endpointsChanged(List<URI> endpoints) {
                throw new IllegalStateException("broken");
            }
        };
        try (EtcdClient client = client().listener(broken).build()) {
            assertThat(client.sync()).containsExactly(uri("a"));
        }
    }

    @Test
    void health_tellsOfEveryEndpoint() {
        transport
                .on("a", text(200, "text/plain", "{\"health\":\"true\"}"))
                .on("b", text(503, "text/plain", "{\"health\":\"false\"}\n"))
                .on("c", refuse());
        try (EtcdClient client = clientOf(transport, "a", "b", "c").build()) {
            assertThat(client.health().endpoints())
                    .extracting(one -> one.endpoint().getHost() + " " + one.status())
                    .containsExactly("a HEALTHY", "b UNHEALTHY", "c UNREACHABLE");
            assertThat(client.health().isAvailable()).isTrue();
            assertThat(client.health().isWhole()).isFalse();
            assertThat(client.health(uri("b")).isHealthy()).isFalse();
            assertThat(client.async().health().join().isAvailable()).isTrue();
        }
    }

    private EtcdClient.Builder client() {
        return clientOf(transport, "seed").listener(events);
    }

    private static URI uri(String host) {
        return URI.create("http://" + host + ":2379");
    }

    private static String member(String id, String host) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + host + "\",\"peerURLs\":[\"http://" + host
                + ":2380\"],\"clientURLs\":[\"http://" + host + ":2379\"]}";
    }

    private static Reaction members(String... hosts) {
        StringBuilder list = new StringBuilder();
        for (String host : hosts) {
            list.append(list.isEmpty() ? "" : ",").append(member(host, host));
        }
        return etcd(200, "{\"members\":[" + list + "]}");
    }

    private static Reaction leader(String host) {
        return etcd(200, member(host, host));
    }

    private static final class Events implements ClientListener {
        private final List<List<URI>> changes = new CopyOnWriteArrayList<>();
        private final List<String> skipped = new CopyOnWriteArrayList<>();
        private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();

        @Override
        public void endpointsChanged(List<URI> endpoints) {
            changes.add(endpoints);
        }

        @Override
        public void memberSkipped(Member member, String reason) {
            skipped.add(member.id() + ": " + reason);
        }

        @Override
        public void syncFailed(RuntimeException failure) {
            failures.add(failure);
        }
    }
}
