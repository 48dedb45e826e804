package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.OnGap;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.WatchPosition;
import dev.pinwheel.etcd.keys.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example of docs/watches.md, word for word; a test compares the two and runs this. */
public final class WatchesExample {
    private WatchesExample() {}

    /**
     * Follows a directory from where it was left, until its thread is interrupted.
     *
     * @param etcd a client
     * @param stored where the position is kept
     * @throws IOException if it cannot be
     */
    public static void follow(EtcdClient etcd, Path stored) throws IOException {
        // watches.md begins
        WatchOptions options = WatchOptions.recursive().withOnGap(OnGap.RESYNC);
        if (Files.exists(stored)) {
            options = options.withFrom(WatchPosition.parse(Files.readString(stored)));
        }
        try (Watcher watcher = etcd.keys().watcher("/services", options)) {
            for (WatchEvent event : watcher) {
                if (event instanceof WatchEvent.Change change) {
                    System.out.println(change.action() + " " + change.node().key());
                } else if (event instanceof WatchEvent.Gap gap) {
                    System.out.println("changes may be missing; now there is " + gap.snapshot());
                }
                Files.writeString(stored, event.position().toString());
            }
        }
        // watches.md ends
    }
}
