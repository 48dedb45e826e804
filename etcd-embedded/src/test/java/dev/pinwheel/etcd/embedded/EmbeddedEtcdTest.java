package dev.pinwheel.etcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.server.Wiretap;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster from its start to its end. */
final class EmbeddedEtcdTest {
    private final Http http = new Http();

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aClusterNeedsAMember(int members) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedEtcd.start(members))
                .withMessage("members must be at least 1 but is " + members + "; use 1 or 3 for most tests");
    }

    @Test
    void membersHaveNamesAndEndpointsOfTheirOwn() {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start(3)) {
            assertThat(etcd.members()).extracting(EmbeddedMember::name).containsExactly("m1", "m2", "m3");
            assertThat(etcd.endpoints())
                    .doesNotHaveDuplicates()
                    .allSatisfy(uri -> assertThat(uri).hasScheme("http").hasHost("127.0.0.1"))
                    .containsExactlyElementsOf(
                            etcd.members().stream().map(EmbeddedMember::uri).toList());
        }
    }

    @Test
    void aMemberIsFoundByItsEndpoint() {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start(2)) {
            assertThat(etcd.member(etcd.endpoints().get(1)))
                    .isSameAs(etcd.members().get(1));
        }
    }

    @Test
    void anUnknownEndpoint_isRefusedWithTheKnownOnes() {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> etcd.member(URI.create("http://127.0.0.1:1")))
                    .withMessageContaining("http://127.0.0.1:1; use one of " + etcd.endpoints());
        }
    }

    @Test
    void whatOneMemberWrites_allMembersRead() throws Exception {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start(3)) {
            http.put(etcd.endpoints().get(0), "/k", "value=x");

            for (URI member : etcd.endpoints()) {
                assertThat(http.get(member, "/k").body()).contains("\"value\":\"x\"");
            }
        }
    }

    @Test
    void twoClusters_shareNothing() throws Exception {
        try (EmbeddedEtcd one = EmbeddedEtcd.start(1);
                EmbeddedEtcd other = EmbeddedEtcd.start(1)) {
            http.put(one.endpoints().get(0), "/k", "value=x");

            assertThat(http.get(other.endpoints().get(0), "/k").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void timesToLive_followTheGivenClock() throws Exception {
        SettableClock clock = new SettableClock();
        try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().members(1).clock(clock).start()) {
            URI member = etcd.endpoints().get(0);
            http.put(member, "/k", "value=x&ttl=3600");
            assertThat(http.get(member, "/k").statusCode()).isEqualTo(200);

            clock.advance(Duration.ofHours(1));

            assertThat(http.get(member, "/k").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void allThreads_areDaemonsWithAName_andEndAtClose() throws Exception {
        EmbeddedEtcd etcd = EmbeddedEtcd.start(2);
        http.put(etcd.endpoints().get(0), "/k", "value=x");
        assertThat(Threads.ofClusters()).isNotEmpty().allMatch(Thread::isDaemon);
        assertThat(Threads.withoutOurName()).isEmpty();

        etcd.close();

        assertThat(Threads.ofClusters()).isEmpty();
    }

    @Test
    void close_freesThePorts_whateverStateTheMembersAreIn() throws Exception {
        EmbeddedEtcd etcd = EmbeddedEtcd.start(3);
        etcd.members().get(1).kill();
        etcd.members().get(2).pause();

        etcd.close();

        for (URI member : etcd.endpoints()) {
            try (ServerSocket socket = new ServerSocket()) {
                assertThatCode(() -> socket.bind(new InetSocketAddress(member.getHost(), member.getPort())))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void close_endsPausedMembersWithWaitingRequests_andCutsTheirConnections() throws Exception {
        EmbeddedEtcd etcd = EmbeddedEtcd.start(1);
        etcd.members().get(0).pause();
        List<RawConnection> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RawConnection connection = new RawConnection(etcd.endpoints().get(0));
            connection.get("/v2/keys");
            waiting.add(connection);
        }

        etcd.close();

        for (RawConnection connection : waiting) {
            assertThat(connection.isCut()).isTrue();
            connection.close();
        }
        await().untilAsserted(() -> assertThat(Threads.ofClusters()).isEmpty());
    }

    @Test
    void close_freesEverything_alsoWithOpenWatchesAndFaults() throws Exception {
        EmbeddedEtcd etcd = EmbeddedEtcd.start(2);
        URI uri = etcd.endpoints().get(0);
        List<Wiretap> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Wiretap watch = new Wiretap(uri);
            watch.get("/v2/keys/k?wait=true");
            watch.readThrough("\r\n\r\n");
            clients.add(watch);
        }
        etcd.faults().always().inject(Fault.refuse());
        etcd.faults().always().inject(Fault.stallInHead());
        clients.get(0).close();

        etcd.close();

        for (Wiretap client : clients.subList(1, clients.size())) {
            assertThat(client.rest()).endsWith("<reset>");
            client.close();
        }
        assertThat(Threads.ofClusters()).isEmpty();
        EmbeddedEtcd.builder().port(uri.getPort()).start().close();
    }

    @Test
    void aPortInUse_isNamed() {
        try (EmbeddedEtcd other = EmbeddedEtcd.start(1)) {
            int port = other.endpoints().get(0).getPort();

            assertThatThrownBy(() -> EmbeddedEtcd.builder().port(port).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + port + " cannot be bound")
                    .hasMessageContaining("choose another");
        }
    }

    @Test
    void closingAgain_doesNothing() {
        EmbeddedEtcd etcd = EmbeddedEtcd.start(1);
        etcd.close();

        assertThatCode(etcd::close).doesNotThrowAnyException();
    }
}
