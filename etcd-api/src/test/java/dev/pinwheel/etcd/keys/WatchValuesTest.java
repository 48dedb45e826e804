package dev.pinwheel.etcd.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchValuesTest {
    private static final URI A = URI.create("http://a:2379");

    @ParameterizedTest
    @ValueSource(strings = {"cdf818194e3a8c32@4711", "@0", "c1@999999999999999999"})
    void W11_aPosition_isStoredAndReadAsText(String text) {
        assertThat(WatchPosition.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4711", "c1@", "c1@-1", "c1@1x", "C1@1", "c1 @1", "c1@1\n", "c1@9999999999999999999"})
    void W11_aTextThatIsNoPosition_isRefused_withTheRemedy(String text) {
        assertThatThrownBy(() -> WatchPosition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("WatchPosition.toString()");
    }

    @Test
    void E8_positionsThatCannotBe_areRefused_withTheRemedy() {
        assertThatThrownBy(() -> new WatchPosition("C1", 0)).hasMessageContaining("lower-case hexadecimal");
        assertThatThrownBy(() -> new WatchPosition("c1", -1)).hasMessageContaining("index is -1");
        assertThatThrownBy(() -> WatchOptions.after(-7)).hasMessageContaining("index is -7");
    }

    @Test
    void withers_addToWhatIsThere() {
        WatchPosition position = new WatchPosition("c1", 7);

        assertThat(WatchOptions.recursive().withFrom(position).withOnGap(OnGap.RESYNC))
                .isEqualTo(new WatchOptions(true, Optional.of(position), OnGap.RESYNC))
                .isEqualTo(WatchOptions.from(position).withOnGap(OnGap.RESYNC).withRecursive());
        assertThat(WatchOptions.none()).isEqualTo(new WatchOptions(false, Optional.empty(), OnGap.FAIL));
        assertThat(WatchOptions.after(7).start()).contains(new WatchPosition("", 7));
    }

    @Test
    void W6_aGapsException_namesTheRangeAndTheRemedy() throws Exception {
        WatchGapException gap =
                new WatchGapException("/foo", 6, GapReason.HISTORY_CLEARED, new WatchPosition("c1", 2_001));

        assertThat(gap)
                .isInstanceOf(EtcdException.class)
                .hasMessage(
                        "watch of /foo: changes of the indexes 6 to 2001 may be lost: the servers have forgotten them;"
                                + " read the state and watch from there, or ask for OnGap.RESYNC, which does that");
        assertThat(gap.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(copyOf(gap).position()).isEqualTo(new WatchPosition("c1", 2_001));
        assertThat(copyOf(gap).from()).isEqualTo(6);
        assertThat(copyOf(gap).to()).isEqualTo(2_001);
    }

    @Test
    void W6_everyReason_isToldInWords() {
        WatchPosition position = new WatchPosition("c2", 4);

        assertThat(new WatchGapException("/foo", 6, GapReason.OTHER_CLUSTER, position))
                .hasMessageContaining("another cluster answers, c2 at index 4")
                .hasMessageContaining("from index 6 on");
        assertThat(new WatchGapException("/foo", 6, GapReason.INDEX_WENT_BACK, position))
                .hasMessageContaining("went back to 4");
    }

    @Test
    void W6_aGapsDifferences_areItsOwn() {
        Node node = new Node("/foo", "v", false, List.of(), 3, 3, Optional.empty(), Optional.empty());
        List<WatchEvent.Difference> differences = new ArrayList<>();
        differences.add(new WatchEvent.Difference("/foo", Optional.empty(), Optional.of(node)));
        WatchEvent.Gap gap = new WatchEvent.Gap(
                6,
                GapReason.HISTORY_CLEARED,
                Optional.of(node),
                Optional.of(differences),
                new WatchPosition("c1", 9),
                A);

        differences.clear();

        assertThat(gap.differences().orElseThrow()).hasSize(1);
        assertThat(gap.index()).isEqualTo(9);
        assertThat(gap)
                .hasToString("Gap[6 to 9: HISTORY_CLEARED, Node[/foo: \"v\", created 3, modified 3], 1 differences,"
                        + " from http://a:2379]");
        assertThatThrownBy(() -> new WatchEvent.Difference("/foo", Optional.empty(), Optional.empty()))
                .hasMessageContaining("both empty");
    }

    private static WatchGapException copyOf(WatchGapException exception) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (WatchGapException) in.readObject();
        }
    }
}
