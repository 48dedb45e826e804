package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.EndpointSelection;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.NoLeaderException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sync and leader selection on a real cluster of three. */
@Tag("real-etcd")
@Timeout(180)
class SyncOnRealEtcdTest {
    private static final URI NOBODY = URI.create("http://nobody:2379");

    private final RealEtcd cluster = RealEtcd.start(3, "--enable-v2");
    private final List<URI> all =
            Arrays.stream(cluster.endpoints()).map(URI::create).toList();
    private final EtcdClient etcd = Stacks.client()
            .endpoints(cluster.endpoints()[0])
            .endpointSelection(EndpointSelection.LEADER)
            .build();

    @AfterEach
    void close() {
        etcd.close();
        cluster.close();
    }

    @Test
    void C1_C2_aSync_findsAllMembers_andStartsFromTheLeader() {
        assertThat(syncedUntilLedByAnother(NOBODY)).containsExactlyInAnyOrderElementsOf(all);

        assertThat(etcd.endpoints().get(0)).isEqualTo(leader());
        assertThat(etcd.keys().set("/foo", "bar").endpoint()).isEqualTo(leader());
        assertThat(etcd.health().isWhole()).isTrue();
    }

    @Test
    void C2_afterTheLossOfTheLeader_aSyncStartsFromTheNextOne_andWithoutAny_everythingStays() {
        URI old = syncedUntilLedByAnother(NOBODY).get(0);
        cluster.member(old).kill();

        URI next = syncedUntilLedByAnother(old).get(0);
        assertThat(etcd.keys().set("/foo", "bar").endpoint()).isEqualTo(next);

        cluster.member(next).kill();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThatThrownBy(etcd::sync).isInstanceOf(NoLeaderException.class));
        assertThat(etcd.endpoints()).containsExactlyInAnyOrderElementsOf(all);
    }

    /** Syncs until there is a leader: after a loss the others need a moment to notice, and another to agree. */
    private List<URI> syncedUntilLedByAnother(URI old) {
        return await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(EtcdException.class)
                .until(
                        etcd::sync,
                        endpoints -> !endpoints.get(0).equals(old)
                                && endpoints.get(0).equals(leader()));
    }

    private URI leader() {
        return etcd.members().leader().clientUrls().get(0);
    }
}
