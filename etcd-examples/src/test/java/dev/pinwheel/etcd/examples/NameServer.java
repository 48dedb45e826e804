package dev.pinwheel.etcd.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A real name server on loopback, with the records of a test: a dnsmasq process, which ends with it. */
record NameServer(Process process, InetSocketAddress address) implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    /** Starts one that knows these SRV records, each as "name,target,port,priority,weight". */
    static NameServer start(String... records) {
        for (int attempt = 1; ; attempt++) {
            NameServer server = launch(records);
            try {
                server.awaitReady();
                return server;
            } catch (ConditionTimeoutException notReady) {
                // Another process may have taken the port between our look and the bind.
                server.close();
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("dnsmasq did not start", notReady);
                }
            }
        }
    }

    private static NameServer launch(String... records) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
            // Debian keeps it where only root looks.
            List<String> command = new ArrayList<>(List.of(
                    "sh",
                    "-c",
                    "PATH=$PATH:/usr/sbin exec dnsmasq \"$@\"",
                    "dnsmasq",
                    "--no-daemon",
                    "--conf-file=/dev/null",
                    "--listen-address=127.0.0.1",
                    "--bind-interfaces",
                    "--port=" + address.getPort(),
                    "--no-resolv",
                    "--no-hosts",
                    "--local=/example.test/"));
            for (String record : records) {
                command.add("--srv-host=" + record);
            }
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new NameServer(process, address);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "dnsmasq cannot be run; install it (on Debian: apt-get install dnsmasq-base), or leave these tests"
                            + " out with -DexcludedGroups=real-dns",
                    e);
        }
    }

    private void awaitReady() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new ConditionTimeoutException("dnsmasq has ended; is it installed?");
            }
            try (Socket ready = new Socket(address.getAddress(), address.getPort())) {
                return ready.isConnected();
            }
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
