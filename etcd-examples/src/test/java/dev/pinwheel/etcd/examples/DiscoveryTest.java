package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.DiscoveryException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.SrvDiscovery;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.EmbeddedMember;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Endpoints from SRV records, asked of a real name server. */
@Tag("real-dns")
@Timeout(120)
class DiscoveryTest {
    private static final String SECURE_1 = "_etcd-client-ssl._tcp.example.test,node1.example.test,2379,10,0";
    private static final String SECURE_2 = "_etcd-client-ssl._tcp.example.test,node2.example.test,2389,20,0";
    private static final String INSECURE = "_etcd-client._tcp.example.test,node3.example.test,2379,1,0";
    private static final String ORDERS = "_etcd-client-orders._tcp.example.test,orders.example.test,4001,1,0";

    @Test
    void C7_secureEndpoints_inTheOrderOfTheirPriority_leaveInsecureOnesOut() {
        try (NameServer names = NameServer.start(SECURE_2, INSECURE, SECURE_1)) {
            assertThat(endpoints(under(names)))
                    .containsExactly(
                            URI.create("https://node1.example.test:2379"),
                            URI.create("https://node2.example.test:2389"));
        }
    }

    @Test
    void C7_insecureEndpoints_comeAfterSecureOnes_whenTheyAreAllowed() {
        try (NameServer names = NameServer.start(SECURE_1, INSECURE)) {
            assertThat(endpoints(under(names).withInsecure()))
                    .containsExactly(
                            URI.create("https://node1.example.test:2379"),
                            URI.create("http://node3.example.test:2379"));
        }
    }

    @Test
    void C7_insecureEndpoints_areTaken_whenThereAreNoOthers() {
        try (NameServer names = NameServer.start(INSECURE)) {
            assertThat(endpoints(under(names))).containsExactly(URI.create("http://node3.example.test:2379"));
        }
    }

    @Test
    void C7_aServiceName_isASuffixOfTheService() {
        try (NameServer names = NameServer.start(SECURE_1, ORDERS)) {
            assertThat(endpoints(under(names).withServiceName("orders")))
                    .containsExactly(URI.create("http://orders.example.test:4001"));
        }
    }

    @Test
    void C7_withoutARecord_theMessageNamesWhatWasAsked() {
        try (NameServer names = NameServer.start(ORDERS)) {
            assertThatThrownBy(() -> endpoints(under(names)))
                    .isInstanceOf(DiscoveryException.class)
                    .hasMessage("no SRV record _etcd-client-ssl._tcp.example.test or _etcd-client._tcp.example.test;"
                            + " publish one, or give endpoints(…)");
        }
    }

    @Test
    void C7_aNameServerThatDoesNotAnswer_isLeftAfterTheTimeout() throws SocketException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            SrvDiscovery discovery = SrvDiscovery.under("example.test")
                    .withNameServer((InetSocketAddress) silent.getLocalSocketAddress())
                    .withTimeout(Duration.ofMillis(600));
            Instant before = Instant.now();

            assertThatThrownBy(() -> endpoints(discovery))
                    .isInstanceOf(DiscoveryException.class)
                    .hasMessageContaining("_etcd-client-ssl._tcp.example.test cannot be looked up");
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void C7_whatIsFound_canBeUsed() {
        try (EmbeddedEtcd cluster = EmbeddedEtcd.start(3);
                NameServer names = NameServer.start(
                        cluster.members().stream().map(DiscoveryTest::record).toArray(String[]::new));
                EtcdClient etcd = Stacks.client().discover(under(names)).build()) {
            etcd.keys().set("/foo", "bar");

            assertThat(etcd.endpoints()).hasSize(3);
            assertThat(etcd.keys().get("/foo").node().value()).isEqualTo("bar");
        }
    }

    private static String record(EmbeddedMember member) {
        return "_etcd-client._tcp.example.test,localhost," + member.uri().getPort() + ",1,1";
    }

    private static SrvDiscovery under(NameServer names) {
        return SrvDiscovery.under("example.test")
                .withNameServer(names.address())
                .withTimeout(Duration.ofSeconds(30));
    }

    private static List<URI> endpoints(SrvDiscovery discovery) {
        try (EtcdClient etcd = Stacks.client().discover(discovery).build()) {
            return etcd.endpoints();
        }
    }
}
