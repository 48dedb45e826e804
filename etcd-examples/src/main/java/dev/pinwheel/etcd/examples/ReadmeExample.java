package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.PrevExist;
import dev.pinwheel.etcd.keys.SetOptions;
import java.time.Duration;

/** The example of the README, word for word; a test compares the two and runs this. */
public final class ReadmeExample {
    private ReadmeExample() {}

    /**
     * Runs the example.
     *
     * @param endpoints of a cluster that runs
     */
    public static void main(String... endpoints) {
        // README begins
        try (EtcdClient etcd = EtcdClient.builder().endpoints(endpoints).build()) {
            KeysApi keys = etcd.keys();
            keys.set("/config/greeting", "hello");
            System.out.println(keys.get("/config/greeting").node().value());

            SetOptions lease = SetOptions.ttl(Duration.ofSeconds(30)).withPrevExist(PrevExist.NO);
            try {
                keys.set("/leader", "me", lease);
            } catch (KeysException refused) {
                if (!refused.isNodeExists()) {
                    throw refused;
                }
                System.out.println("led by " + keys.get("/leader").node().value());
            }

            KeysApi quick = etcd.withDeadline(Duration.ofMillis(500)).keys();
            quick.createInOrder("/queue", "job");
        } catch (ClusterException nobody) {
            System.err.println(nobody.getMessage() + "\napplied: " + nobody.outcome());
        }
        // README ends
    }
}
