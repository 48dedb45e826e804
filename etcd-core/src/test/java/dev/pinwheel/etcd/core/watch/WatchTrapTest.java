package dev.pinwheel.etcd.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.core.watch.WatchRun.Act;
import dev.pinwheel.etcd.core.watch.WatchRun.Kind;
import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The smallest histories by which a watch that is a little simpler loses an event; found by the properties. */
class WatchTrapTest {
    private final ModelCluster cluster = new ModelCluster(2, 20);
    private final ModelStore store = cluster.store();

    @Test
    void W3_aSnapshotSkipsAnEvent_andALaterOneWakesTheWatch() {
        WatchRun run = waiting("/a", WatchOptions.recursive());
        store.set("/a/x", "skipped by the snapshot");
        cluster.applySnapshot(0);
        store.set("/a/y", "live");
        cluster.apply(0, 1);

        run.settle();

        assertHandedOut(run, "/a/x", "/a/y");
    }

    @Test
    void W3_aSnapshotSkipsACreationAndADeletion_beforeAnotherCreation() {
        WatchRun run = waiting("/a", WatchOptions.none());
        store.create("/a", "skipped");
        store.remove(Action.DELETE, "/a");
        cluster.applySnapshot(0);
        store.create("/a", "live");
        cluster.apply(0, 1);

        run.settle();

        assertHandedOut(run, "/a", "/a", "/a");
    }

    @Test
    void W3_aSnapshotSkipsAnEventBelow_andADirectorysOldIndexHidesIt() {
        store.makeDir("/a");
        WatchRun run = waiting("/a", WatchOptions.recursive());
        store.set("/a/x", "skipped");
        cluster.applySnapshot(0);
        store.updateDir("/a");
        cluster.apply(0, 1);

        run.settle();

        assertHandedOut(run, "/a/x", "/a");
    }

    @Test
    void W3_aSnapshotSkipsAnEventOnOneKey_andAnotherKeysOldIndexHidesIt() {
        store.set("/a/y", "before");
        WatchRun run = waiting("/a", WatchOptions.recursive());
        store.set("/a/x", "skipped");
        cluster.applySnapshot(0);
        store.swap("/a/y", "live");
        cluster.apply(0, 1);

        run.settle();

        assertHandedOut(run, "/a/x", "/a/y");
    }

    @Test
    void W4_aResetLosesAnEventFromHistory() {
        WatchRun run = waiting("/a", WatchOptions.after(0));
        store.set("/a", "sent, and lost on the way");
        cluster.applyAll();
        run.play(new Act(Kind.RESET, 0, 0));
        run.play(new Act(Kind.CLIENT, 0, 0));
        run.play(new Act(Kind.RESET, 0, 0));

        run.settle();

        assertHandedOut(run, "/a");
    }

    @Test
    void W7_aDirectoryIsRemovedAboveAKeyThatIsNotThere_andNobodyIsWoken() {
        store.makeDir("/a");
        WatchRun run = waiting("/a/x", WatchOptions.none());
        store.remove(Action.DELETE, "/a");
        store.set("/a/x", "wakes");
        cluster.applyAll();

        run.settle();

        assertHandedOut(run, "/a", "/a/x");
    }

    /** A watch with a poll open at the first member, which has applied everything. */
    private WatchRun waiting(String key, WatchOptions options) {
        cluster.applyAll();
        WatchRun run = new WatchRun(cluster, key, options);
        while (!(run.watch().todo() instanceof Todo.Await)) {
            run.play(new Act(Kind.CLIENT, 0, 0));
        }
        return run;
    }

    /** What was handed out before the last changes, with which a run is settled. */
    private static void assertHandedOut(WatchRun run, String... keys) {
        assertThat(run.events().stream()
                        .limit(keys.length)
                        .map(WatchEvent.Change.class::cast)
                        .map(change -> change.node().key())
                        .toList())
                .isEqualTo(List.of(keys));
    }
}
