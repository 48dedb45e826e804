package dev.pinwheel.etcd.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.DiscoveryException;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SrvRecordTest {

    @Test
    void C7_theDotAtTheEnd_isStripped() {
        assertThat(SrvRecord.parse("10 60 2379 node1.example.com.").toUri("https"))
                .isEqualTo(URI.create("https://node1.example.com:2379"));
    }

    @Test
    void C7_theLowestPriority_comesFirst() {
        List<SrvRecord> ordered = SrvRecord.inOrder(
                List.of(record(20, 100, "c"), record(10, 0, "a"), record(15, 1, "b")), new SplittableRandom(1));

        assertThat(ordered).extracting(SrvRecord::host).containsExactly("a", "b", "c");
    }

    @Test
    void C7_withinAPriority_theWeightSaysHowOftenOneIsFirst() {
        SplittableRandom random = new SplittableRandom(7);
        int heavyFirst = 0;
        for (int i = 0; i < 1_000; i++) {
            List<SrvRecord> ordered =
                    SrvRecord.inOrder(List.of(record(1, 90, "heavy"), record(1, 10, "light")), random);
            heavyFirst += ordered.get(0).host().equals("heavy") ? 1 : 0;
        }
        assertThat(heavyFirst).isBetween(800, 970);
    }

    @Test
    void aRecordThatCannotBeRead_isShown() {
        assertThatThrownBy(() -> SrvRecord.parse("10 x"))
                .isInstanceOf(DiscoveryException.class)
                .hasMessageContaining("\"10 x\"");
    }

    private static SrvRecord record(int priority, int weight, String host) {
        return new SrvRecord(priority, weight, 2379, host);
    }
}
