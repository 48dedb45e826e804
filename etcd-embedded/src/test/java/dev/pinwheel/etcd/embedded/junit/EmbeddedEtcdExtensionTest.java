package dev.pinwheel.etcd.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.fault.Fault;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

final class EmbeddedEtcdExtensionTest {

    @Test
    void inAStaticField_oneClusterServesAllTests_andIsClosed() {
        run(OneForAll.class, 2);

        assertThat(OneForAll.SEEN).hasSize(2);
        assertThat(OneForAll.SEEN.get(0)).isEqualTo(OneForAll.SEEN.get(1));
        assertThat(OneForAll.SEEN).allMatch(uri -> isClosed(uri));
    }

    @Test
    void inAnInstanceField_eachTestHasItsOwn_andIsClosed() {
        run(OneForEach.class, 2);

        assertThat(OneForEach.SEEN).hasSize(2);
        assertThat(OneForEach.SEEN).allMatch(uri -> isClosed(uri));
    }

    @Test
    void inAStaticField_eachTestBeginsWithoutFaults_andWithAnEmptyJournal() {
        run(Untidy.class, 2);
    }

    @Test
    void byAnnotation_theClusterIsAParameter() {
        run(ByAnnotation.class, 1);
    }

    @Test
    void outsideATest_thereIsNoCluster() {
        assertThatThrownBy(() -> new EmbeddedEtcdExtension().cluster())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    private static void run(Class<?> tests, int count) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.started(count).succeeded(count));
    }

    private static boolean isClosed(URI uri) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    @Tag("run-by-another-test")
    static final class OneForAll {
        private static final List<URI> SEEN = new CopyOnWriteArrayList<>();

        @RegisterExtension
        private static final EmbeddedEtcdExtension ETCD = EmbeddedEtcdExtension.withMembers(2);

        @Test
        void one() {
            SEEN.add(ETCD.cluster().endpoints().get(0));
        }

        @Test
        void other(EmbeddedEtcd cluster) {
            assertThat(cluster).isSameAs(ETCD.cluster());
            assertThat(cluster.members()).hasSize(2);
            SEEN.add(cluster.endpoints().get(0));
        }
    }

    @Tag("run-by-another-test")
    static final class Untidy {
        @RegisterExtension
        private static final EmbeddedEtcdExtension ETCD = EmbeddedEtcdExtension.withMembers(1);

        @Test
        void one(EmbeddedEtcd cluster) throws IOException {
            leaveThingsBehind(cluster);
        }

        @Test
        void other(EmbeddedEtcd cluster) throws IOException {
            leaveThingsBehind(cluster);
        }

        private static void leaveThingsBehind(EmbeddedEtcd cluster) throws IOException {
            URL version = cluster.endpoints().get(0).resolve("/version").toURL();
            assertThat(cluster.journal().entries()).isEmpty();
            assertThat(((HttpURLConnection) version.openConnection()).getResponseCode())
                    .isEqualTo(200);
            cluster.faults().always().inject(Fault.answer(418, ""));
        }
    }

    @Tag("run-by-another-test")
    static final class OneForEach {
        private static final List<URI> SEEN = new CopyOnWriteArrayList<>();

        @RegisterExtension
        private final EmbeddedEtcdExtension etcd = EmbeddedEtcdExtension.withMembers(1);

        @Test
        void one(EmbeddedEtcd cluster) {
            SEEN.forEach(uri -> assertThat(isClosed(uri)).isTrue());
            SEEN.add(cluster.endpoints().get(0));
        }

        @Test
        void other() {
            SEEN.forEach(uri -> assertThat(isClosed(uri)).isTrue());
            SEEN.add(etcd.cluster().endpoints().get(0));
        }
    }

    @Tag("run-by-another-test")
    @ExtendWith(EmbeddedEtcdExtension.class)
    static final class ByAnnotation {
        @Test
        void one(EmbeddedEtcd cluster) {
            assertThat(cluster.members()).hasSize(1);
        }
    }
}
