package dev.pinwheel.etcd.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A real etcd cluster on loopback: its processes are ours, and end with it. */
final class RealEtcd implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final Path dir;
    private final List<Member> members;

    private RealEtcd(Path dir, List<Member> members) {
        this.dir = dir;
        this.members = members;
    }

    /** A process that can be ended and started again, and where it listens. */
    static final class Member {
        private final ProcessBuilder command;
        private final URI endpoint;
        private Process process;

        private Member(ProcessBuilder command, URI endpoint) throws IOException {
            this.command = command;
            this.endpoint = endpoint;
            this.process = command.start();
        }

        URI endpoint() {
            return endpoint;
        }

        boolean isAlive() {
            return process.isAlive();
        }

        void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }

        /** Starts again with all data, after {@link #kill()}. */
        void restart() {
            try {
                process = command.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void pause() {
            signal("-STOP");
        }

        void resume() {
            signal("-CONT");
        }

        private void signal(String signal) {
            try {
                int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
                if (code != 0) {
                    throw new IllegalStateException("kill " + signal + " ended with " + code);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static RealEtcd start(int members, String... options) {
        for (int attempt = 1; ; attempt++) {
            RealEtcd etcd = launch(members, options);
            try {
                etcd.awaitReady();
                return etcd;
            } catch (ConditionTimeoutException notReady) {
                // Another process may have taken a port between our look and etcd's bind.
                String logs = etcd.logs();
                etcd.close();
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("etcd did not start:\n" + logs, notReady);
                }
            }
        }
    }

    List<Member> members() {
        return members;
    }

    String[] endpoints() {
        return members.stream().map(member -> member.endpoint().toString()).toArray(String[]::new);
    }

    Member member(URI endpoint) {
        return members.stream()
                .filter(member -> member.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        members.forEach(Member::kill);
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RealEtcd launch(int count, String... options) {
        try {
            Path dir = Files.createTempDirectory("real-etcd");
            List<Integer> ports = freePorts(2 * count);
            String cluster = IntStream.range(0, count)
                    .mapToObj(i -> "m" + i + "=http://127.0.0.1:" + ports.get(count + i))
                    .collect(Collectors.joining(","));
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                members.add(launch(dir, "m" + i, ports.get(i), ports.get(count + i), cluster, options));
            }
            return new RealEtcd(dir, members);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "etcd cannot be run; install it (on Debian: apt-get install etcd-server), or leave these tests out"
                            + " with -DexcludedGroups=real-etcd",
                    e);
        }
    }

    private static Member launch(Path dir, String name, int clientPort, int peerPort, String cluster, String... options)
            throws IOException {
        String client = "http://127.0.0.1:" + clientPort;
        String peer = "http://127.0.0.1:" + peerPort;
        List<String> command = new ArrayList<>(List.of(
                "etcd",
                "--name=" + name,
                "--data-dir=" + dir.resolve(name),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=" + cluster));
        command.addAll(List.of(options));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        dir.resolve(name + ".log").toFile()));
        return new Member(process, URI.create(client));
    }

    private void awaitReady() {
        HttpClient http = HttpClient.newHttpClient();
        for (Member member : members) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> isHealthy(http, member));
        }
    }

    private static boolean isHealthy(HttpClient http, Member member) throws IOException, InterruptedException {
        if (!member.isAlive()) {
            throw new ConditionTimeoutException("etcd has ended");
        }
        HttpRequest health = HttpRequest.newBuilder(member.endpoint().resolve("/health"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return http.send(health, HttpResponse.BodyHandlers.ofString()).body().contains("true");
    }

    private String logs() {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(dir)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                text.append(Files.readString(log, UTF_8));
            }
        } catch (IOException e) {
            text.append(e);
        }
        return text.toString();
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
