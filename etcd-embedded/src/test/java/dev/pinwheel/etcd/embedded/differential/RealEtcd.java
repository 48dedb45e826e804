package dev.pinwheel.etcd.embedded.differential;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** An etcd of the system's, with one member, started and ended by a test. */
final class RealEtcd implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(20);

    private final Process process;
    private final Path data;
    private final URI endpoint;

    private RealEtcd(Process process, Path data, URI endpoint) {
        this.process = process;
        this.data = data;
        this.endpoint = endpoint;
    }

    /** Starts one on free ports; where none is installed, the test must fail and say so. */
    static RealEtcd start() throws IOException {
        Path data = Files.createTempDirectory("real-etcd");
        URI client = URI.create("http://127.0.0.1:" + freePort());
        URI peer = URI.create("http://127.0.0.1:" + freePort());
        Process process = launch(data, client, peer);
        RealEtcd etcd = new RealEtcd(process, data, client);
        try {
            await().atMost(LONGEST_START).ignoreExceptions().until(etcd::isReady);
            return etcd;
        } catch (RuntimeException failure) {
            etcd.close();
            throw failure;
        }
    }

    private static Process launch(Path data, URI client, URI peer) {
        try {
            return new ProcessBuilder(
                            "etcd",
                            "--enable-v2",
                            "--name=m1",
                            "--data-dir=" + data,
                            "--listen-client-urls=" + client,
                            "--advertise-client-urls=" + client,
                            "--listen-peer-urls=" + peer,
                            "--initial-advertise-peer-urls=" + peer,
                            "--initial-cluster=m1=" + peer)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notThere) {
            throw new UncheckedIOException(
                    "etcd cannot be run; install it (on Debian: apt-get install etcd-server), or leave these tests out"
                            + " with -DexcludedGroups=real-etcd",
                    notThere);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(RealEtcd::delete);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        HttpRequest version =
                HttpRequest.newBuilder(endpoint.resolve("/version")).build();
        return HttpClient.newHttpClient()
                .send(version, BodyHandlers.ofString())
                .body()
                .contains("3.4.0");
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
