package dev.pinwheel.etcd.embedded.command;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.tls.CertificateAuthority;
import dev.pinwheel.etcd.embedded.tls.CertificateSpec;
import dev.pinwheel.etcd.embedded.tls.PemFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command was told.
 *
 * @param members how many, not checked
 * @param port of the first one, not checked
 * @param tls where the certificates go; empty for cleartext
 * @param authenticatesClients whether clients must show theirs
 */
record CommandLine(int members, int port, Optional<Path> tls, boolean authenticatesClients) {
    static final String USAGE = "usage: bin/embedded-etcd [--members N] [--port P] [--tls DIR [--client-cert-auth]]";

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if they make no sense; the message is for the user
     */
    static CommandLine parse(String... arguments) {
        CommandLine line = new CommandLine(1, 0, Optional.empty(), false);
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            line = line.with(rest.next(), rest);
        }
        if (line.authenticatesClients() && line.tls().isEmpty()) {
            throw new IllegalArgumentException("option --client-cert-auth needs --tls\n" + USAGE);
        }
        return line;
    }

    /**
     * Starts the cluster, and writes the certificates if there are any.
     *
     * @throws IllegalArgumentException if a number is out of range
     * @throws java.io.UncheckedIOException if a port cannot be bound or a file cannot be written
     */
    EmbeddedEtcd start() {
        EmbeddedEtcd.Builder cluster = EmbeddedEtcd.builder().members(members).port(port);
        tls.ifPresent(directory -> encrypt(cluster, directory));
        return cluster.start();
    }

    private void encrypt(EmbeddedEtcd.Builder cluster, Path directory) {
        CertificateAuthority authority = CertificateAuthority.create();
        PemFiles.write(directory, authority, authority.issue(CertificateSpec.client("client")));
        cluster.tls(authenticatesClients ? authority.mutualTls() : authority.serverTls());
    }

    private CommandLine with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--members" -> new CommandLine(number(option, rest), port, tls, authenticatesClients);
            case "--port" -> new CommandLine(members, number(option, rest), tls, authenticatesClients);
            case "--tls" -> new CommandLine(members, port, Optional.of(path(option, rest)), authenticatesClients);
            case "--client-cert-auth" -> new CommandLine(members, port, tls, true);
            default -> throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
        };
    }

    private static int number(String option, Iterator<String> rest) {
        String text = value(option, rest);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "option " + option + " has the value " + text + ", which is not a number\n" + USAGE, notANumber);
        }
    }

    private static Path path(String option, Iterator<String> rest) {
        String text = value(option, rest);
        try {
            return Path.of(text);
        } catch (InvalidPathException notAPath) {
            throw new IllegalArgumentException(
                    "option " + option + " has the value " + text + ", which is not a path\n" + USAGE, notAPath);
        }
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("option " + option + " has no value\n" + USAGE);
        }
        return rest.next();
    }
}
