package dev.pinwheel.etcd.embedded.command;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * Runs an embedded cluster until the process is told to end: {@code bin/embedded-etcd [--members N] [--port P]}.
 *
 * <p>Prints {@code ready URL,URL,…} on one line when all members answer.
 */
public final class EmbeddedEtcdCommand {
    private static final String USAGE = "usage: bin/embedded-etcd [--members N] [--port P]";

    private EmbeddedEtcdCommand() {}

    /**
     * Runs the command; returns only if the cluster cannot be started, by exiting with 2 for a wrong command line and 1
     * for anything else.
     *
     * @param args see {@link EmbeddedEtcdCommand}
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public static void main(String... args) throws InterruptedException {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            EmbeddedEtcd cluster = parse(args).start();
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "embedded-etcd-end"));
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println(ready(cluster));
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            System.exit(2);
        } catch (UncheckedIOException failed) {
            err.println(failed.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await(); // The members' threads are daemons.
    }

    static EmbeddedEtcd.Builder parse(String... args) {
        EmbeddedEtcd.Builder cluster = EmbeddedEtcd.builder();
        for (int i = 0; i < args.length; i += 2) {
            String option = args[i];
            if (!option.equals("--members") && !option.equals("--port")) {
                throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("option " + option + " has no value\n" + USAGE);
            }
            int value = number(option, args[i + 1]);
            if (option.equals("--members")) {
                cluster.members(value);
            } else {
                cluster.port(value);
            }
        }
        return cluster;
    }

    private static int number(String option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "option " + option + " has the value " + text + ", which is not a number\n" + USAGE, notANumber);
        }
    }

    private static String ready(EmbeddedEtcd cluster) {
        return "ready " + cluster.endpoints().stream().map(URI::toString).collect(Collectors.joining(","));
    }
}
