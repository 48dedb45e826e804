package dev.pinwheel.etcd.embedded.command;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * Runs an embedded cluster until the process is told to end: {@code bin/embedded-etcd [--members N] [--port P] [--tls
 * DIR [--client-cert-auth]]}.
 *
 * <p>Prints {@code ready URL,URL,…} on one line when all members answer; with {@code --help}, prints how it is used and
 * ends.
 *
 * <p>With {@code --tls}, the members listen in TLS, with certificates of a new authority for localhost and 127.0.0.1.
 * The directory, which is made if it is missing, is given {@code ca.pem} for clients to trust, and {@code client.pem}
 * and {@code client-key.pem} for them to show, readable by the owner alone; if one of the files exists, the command
 * fails and overwrites nothing. With {@code --client-cert-auth}, clients that show no certificate are turned away.
 */
public final class EmbeddedEtcdCommand {
    private EmbeddedEtcdCommand() {}

    /**
     * Runs the command; returns only for {@code --help}, or if the cluster cannot be started, by exiting with 2 for a
     * wrong command line and 1 for anything else.
     *
     * @param args see {@link EmbeddedEtcdCommand}
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public static void main(String... args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        if (List.of(args).contains("--help")) {
            out.println(CommandLine.USAGE);
            return;
        }
        try {
            EmbeddedEtcd cluster = CommandLine.parse(args).start();
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "embedded-etcd-end"));
            out.println(ready(cluster));
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            System.exit(2);
        } catch (UncheckedIOException failed) {
            err.println(failed.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await(); // The members' threads are daemons.
    }

    private static String ready(EmbeddedEtcd cluster) {
        return "ready " + cluster.endpoints().stream().map(URI::toString).collect(Collectors.joining(","));
    }
}
