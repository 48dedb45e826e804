package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Writes and reads a key, provokes the two errors to know, and shows a failover; on three embedded members, or on a
 * cluster of yours.
 *
 * <p>Run it with {@code bin/quickstart [--endpoints URL,URL] [--transport NAME]}.
 */
public final class Quickstart {
    private final Arguments arguments;
    private final PrintStream out;

    private Quickstart(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    /**
     * Runs the quickstart, and exits with 0 if all went well, 1 if not, 2 if the command line is wrong.
     *
     * @param args see {@link Quickstart}
     */
    public static void main(String... args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return 2;
        }
        try {
            new Quickstart(arguments, out).run();
            return 0;
        } catch (EtcdException | IllegalArgumentException | IllegalStateException failed) {
            err.println(failed.getMessage());
            return 1;
        }
    }

    private void run() {
        if (arguments.endpoints().isEmpty()) {
            try (EmbeddedEtcd cluster = EmbeddedEtcd.start(3)) {
                out.println("Started an embedded cluster: " + cluster.endpoints());
                try (EtcdClient etcd = client(urls(cluster))) {
                    setAndGet(etcd);
                    keyNotFound(etcd);
                    deadCluster();
                    failover(etcd, cluster);
                }
            }
        } else {
            try (EtcdClient etcd = client(arguments.endpoints().toArray(String[]::new))) {
                setAndGet(etcd);
                keyNotFound(etcd);
                deadCluster();
            }
        }
    }

    private void setAndGet(EtcdClient etcd) {
        title("Setting the key /foo to the value bar");
        KeysResponse set = etcd.keys().set("/foo", "bar");
        metadata("Set is done", set);

        title("Getting the value of the key /foo");
        KeysResponse get = etcd.keys().get("/foo");
        metadata("Get is done", get);
        out.println(get.node().key() + " has the value " + get.node().value());
    }

    private void keyNotFound(EtcdClient etcd) {
        title("Getting a key that is not there: etcd refuses, a KeysException");
        try {
            etcd.keys().get("/quickstart/no-such-key");
            throw new IllegalStateException("the key /quickstart/no-such-key is there; delete it and try again");
        } catch (KeysException refused) {
            out.println(refused.getMessage());
            out.println("isKeyNotFound: " + refused.isKeyNotFound());
        }
    }

    private void deadCluster() {
        title("Writing to a dead cluster: no endpoint answers, a ClusterException");
        try (EmbeddedEtcd dead = EmbeddedEtcd.start(2);
                EtcdClient etcd = client(urls(dead))) {
            dead.members().forEach(member -> member.kill());
            etcd.keys().set("/foo", "bar");
            throw new IllegalStateException("a dead cluster has answered");
        } catch (ClusterException nobody) {
            out.println(nobody.getMessage());
        }
    }

    private void failover(EtcdClient etcd, EmbeddedEtcd cluster) {
        URI pinned = etcd.endpoints().get(0);
        title("Killing the member that the client prefers: " + pinned);
        // The loss of a leader costs an election, during which writes time out.
        cluster.member(etcd.endpoints().get(1)).becomeLeader();
        cluster.member(pinned).kill();
        KeysResponse get = etcd.keys().get("/foo");
        metadata("The next call was answered by another", get);
        metadata("And so was the one after it, at once", etcd.keys().set("/foo", "baz"));
    }

    private EtcdClient client(String... endpoints) {
        EtcdClient.Builder builder = EtcdClient.builder().endpoints(endpoints);
        arguments.transport().ifPresent(builder::transport);
        return builder.build();
    }

    private void title(String text) {
        out.println();
        out.println("# " + text);
    }

    private void metadata(String what, KeysResponse response) {
        out.println(what + ": action " + response.action().wireName() + ", " + response.node() + ", index "
                + response.index() + ", cluster " + response.clusterId() + ", answered by " + response.endpoint());
    }

    private static String[] urls(EmbeddedEtcd cluster) {
        return cluster.endpoints().stream().map(URI::toString).toArray(String[]::new);
    }
}
