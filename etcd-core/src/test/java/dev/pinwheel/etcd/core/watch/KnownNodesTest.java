package dev.pinwheel.etcd.core.watch;

import static dev.pinwheel.etcd.core.watch.Watches.A;
import static dev.pinwheel.etcd.core.watch.Watches.ID;
import static dev.pinwheel.etcd.core.watch.Watches.dir;
import static dev.pinwheel.etcd.core.watch.Watches.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.GapReason;
import dev.pinwheel.etcd.keys.Node;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchEvent.Difference;
import dev.pinwheel.etcd.keys.WatchPosition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownNodesTest {
    private final KnownNodes known = new KnownNodes(new Scope("/d", true));

    @Test
    void W6_differences_areWhatTheWatchDidNotKnow() {
        Node sub = dir("/d/s", 2, file("/d/s/gone", 3), file("/d/s/same", 4));
        known.begin(Optional.of(dir("/d", 2, sub, file("/d/old", 5))));

        List<Difference> differences = gap(
                GapReason.HISTORY_CLEARED,
                10,
                dir("/d", 2, dir("/d/s", 2, file("/d/s/same", 4)), file("/d/old", 12), file("/d/new", 11)));

        assertThat(differences)
                .containsExactly(
                        new Difference("/d/new", Optional.empty(), Optional.of(file("/d/new", 11))),
                        new Difference("/d/old", Optional.of(file("/d/old", 5)), Optional.of(file("/d/old", 12))),
                        new Difference("/d/s/gone", Optional.of(file("/d/s/gone", 3)), Optional.empty()));
    }

    @Test
    void W6_changesThatWereHandedOut_areKnown() {
        known.begin(Optional.of(dir("/d", 2, dir("/d/s", 2, file("/d/s/k", 3)), file("/d/k", 4))));
        learn(Action.SET, file("/d/k", 6));
        learn(Action.CREATE, file("/d/more", 7));
        learn(Action.DELETE, dir("/d/s", 8));

        assertThat(gap(GapReason.HISTORY_CLEARED, 10, dir("/d", 2, file("/d/k", 6), file("/d/more", 7))))
                .isEmpty();
    }

    @Test
    void W6_theRemovalOfADirectoryAbove_isKnownToRemoveAll() {
        known.begin(Optional.of(dir("/d", 2, file("/d/k", 4))));
        learn(Action.EXPIRE, dir("/", 8));

        assertThat(gap(GapReason.HISTORY_CLEARED, 10)).isEmpty();
    }

    @Test
    void W6_aWatchThatBeganInThePast_takesOldNodesForNoDifference() {
        learn(Action.SET, file("/d/seen", 6));

        assertThat(gap(GapReason.HISTORY_CLEARED, 10, dir("/d", 2, file("/d/old", 5), file("/d/new", 12))))
                .extracting(Difference::key)
                .containsExactly("/d/new", "/d/seen");
    }

    @Test
    void W6_aRefresh_isNoDifference() {
        known.begin(Optional.of(file("/d", 4)));
        Node refreshed = new Node("/d", "v4", false, List.of(), 4, 12, Optional.empty(), Optional.empty());

        assertThat(gap(GapReason.HISTORY_CLEARED, 10, refreshed)).isEmpty();
    }

    @Test
    void W6_indexesOfAnotherCluster_areNoDifference_butValuesAre() {
        known.begin(Optional.of(dir("/d", 2, file("/d/a", 4), file("/d/b", 5))));
        Node same = new Node("/d/a", "v4", false, List.of(), 1, 1, Optional.empty(), Optional.empty());

        assertThat(gap(GapReason.OTHER_CLUSTER, 10, dir("/d", 1, same, file("/d/b", 2), file("/d/c", 3))))
                .extracting(Difference::key)
                .containsExactly("/d/b", "/d/c");
    }

    @Test
    void W6_afterAGap_theSnapshotIsKnown() {
        Node tree = dir("/d", 2, file("/d/new", 12));
        gap(GapReason.HISTORY_CLEARED, 10, tree);

        assertThat(gap(GapReason.HISTORY_CLEARED, 30, tree)).isEmpty();
    }

    @Test
    void W6_aDeepTree_isNoMatterForTheStack() {
        Node tree = file("/d/leaf", 3);
        for (int i = 0; i < 100_000; i++) {
            tree = new Node("/d/" + i, "", true, List.of(tree), 2, 2, Optional.empty(), Optional.empty());
        }
        known.begin(Optional.of(tree));

        assertThat(gap(GapReason.HISTORY_CLEARED, 10)).hasSize(100_001);
    }

    private void learn(Action action, Node node) {
        known.learn(
                new WatchEvent.Change(action, node, Optional.empty(), new WatchPosition(ID, node.modifiedIndex()), A));
    }

    private List<Difference> gap(GapReason reason, long from, Node snapshot) {
        return gap(reason, from, Optional.of(snapshot));
    }

    private List<Difference> gap(GapReason reason, long from) {
        return gap(reason, from, Optional.empty());
    }

    private List<Difference> gap(GapReason reason, long from, Optional<Node> snapshot) {
        WatchEvent.Gap gap =
                new WatchEvent.Gap(from, reason, snapshot, Optional.empty(), new WatchPosition(ID, from + 10), A);
        return ((WatchEvent.Gap) known.learn(gap)).differences().orElseThrow();
    }
}
