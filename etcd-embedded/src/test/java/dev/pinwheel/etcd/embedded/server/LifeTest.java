package dev.pinwheel.etcd.embedded.server;

import static dev.pinwheel.etcd.embedded.server.Servers.bytes;
import static dev.pinwheel.etcd.embedded.server.Servers.ok;
import static dev.pinwheel.etcd.embedded.server.Servers.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pause, resume and stop. */
final class LifeTest {
    private static final int A_WHILE = 200;

    private final Servers servers = new Servers();

    @AfterEach
    void stopAll() {
        servers.close();
    }

    @Test
    void aPausedServer_acceptsAndSaysNothing_andLosesNothing() throws Exception {
        HttpServer server = servers.start(Servers::echo);
        try (Wiretap before = new Wiretap(server)) {
            before.get("/1");
            before.answer();
            server.pause();
            before.get("/2");
            try (Wiretap during = new Wiretap(server)) {
                during.get("/3");
                assertThat(before.isSilentFor(A_WHILE)).isTrue();
                assertThat(during.isSilentFor(A_WHILE)).isTrue();
                server.resume();
                assertThat(before.answer()).isEqualTo("200 OK|/2");
                assertThat(during.answer()).isEqualTo("200 OK|/3");
            }
        }
    }

    @Test
    void whatClientsSent_beforeTheyWent_isServedOnResume() throws Exception {
        BlockingQueue<String> served = new LinkedBlockingQueue<>();
        HttpServer server = servers.start((request, exchange) -> {
            served.add(request.target());
            respond(exchange, "");
        });
        server.pause();
        try (Wiretap client = new Wiretap(server)) {
            client.get("/gone");
        }
        assertThat(served).isEmpty();
        server.resume();

        assertThat(served.poll(10, TimeUnit.SECONDS)).isEqualTo("/gone");
    }

    @Test
    void timersAndWrites_waitWhilePaused() throws Exception {
        BlockingQueue<ResponseStream> open = new LinkedBlockingQueue<>();
        HttpServer server = servers.start((request, exchange) -> open.add(exchange.stream(ok())));
        try (Wiretap client = new Wiretap(server)) {
            client.get("/");
            client.readThrough("\r\n\r\n");
            ResponseStream stream = open.take();
            server.pause();
            server.pause();
            server.schedule(Duration.ZERO, () -> stream.write(bytes("timer")));
            stream.write(bytes("event"));
            assertThat(client.isSilentFor(A_WHILE)).isTrue();
            assertThat(stream.pendingWrites()).isEqualTo(1);
            server.resume();
            client.readThrough("event");
            client.readThrough("timer");
        }
    }

    @Test
    void aServer_canPauseItself() throws Exception {
        CompletableFuture<HttpServer> self = new CompletableFuture<>();
        HttpServer server = servers.start((request, exchange) -> {
            self.join().pause();
            respond(exchange, "last");
        });
        self.complete(server);
        try (Wiretap client = new Wiretap(server)) {
            client.send(Wiretap.GET);
            assertThat(client.answer()).isEqualTo("200 OK|last");
            client.send(Wiretap.GET);
            assertThat(client.isSilentFor(A_WHILE)).isTrue();
            server.resume();
            assertThat(client.answer()).isEqualTo("200 OK|last");
        }
    }

    @Test
    void whatWasReset_beforeThePause_isReset() throws Exception {
        CompletableFuture<HttpServer> self = new CompletableFuture<>();
        HttpServer server = servers.start((request, exchange) -> {
            exchange.connection().reset();
            self.join().pause();
        });
        self.complete(server);
        try (Wiretap client = new Wiretap(server)) {
            client.send(Wiretap.GET);
            assertThat(client.rest()).isEqualTo("<reset>");
        }
    }

    @Test
    void stop_resetsConnections_freesThePort_andEndsTheThread() throws Exception {
        HttpServer server = servers.start((request, exchange) -> {});
        try (Wiretap idle = new Wiretap(server);
                Wiretap waiting = new Wiretap(server)) {
            waiting.send(Wiretap.GET);
            server.stop();
            server.stop();
            assertThat(servers.threads()).isEmpty();
            assertThat(idle.rest()).isEqualTo("<reset>");
            assertThat(waiting.rest()).isEqualTo("<reset>");
        }
        assertThatThrownBy(() -> new Wiretap(server)).isInstanceOf(ConnectException.class);
    }

    @Test
    void stop_resetsStreamsInTheMiddle_andTellsTheirOwners() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        HttpServer server = servers.start((request, exchange) -> {
            exchange.onClientGone(() -> told.add("gone"));
            exchange.stream(ok()).write(bytes("event"));
        });
        try (Wiretap client = new Wiretap(server)) {
            client.send(Wiretap.GET);
            client.readThrough("event\r\n");
            server.stop();
            assertThat(told).containsExactly("gone");
            assertThat(client.rest()).isEqualTo("<reset>");
        }
    }

    @Test
    void aPausedServer_canBeStopped_andResetsWhatItNeverAccepted() throws Exception {
        HttpServer server = servers.start(Servers::echo);
        server.pause();
        try (Wiretap client = new Wiretap(server)) {
            client.send(Wiretap.GET);
            server.stop();
            assertThat(client.rest()).isEqualTo("<reset>");
        }
        assertThat(servers.threads()).isEmpty();
        server.pause();
        server.resume();
        server.schedule(Duration.ZERO, () -> {});
    }

    @Test
    void aServer_canStopItself() throws Exception {
        CompletableFuture<HttpServer> self = new CompletableFuture<>();
        BlockingQueue<Boolean> refused = new LinkedBlockingQueue<>();
        HttpServer server = servers.start((request, exchange) -> {
            self.join().stop();
            refused.add(isRefused(self.join()));
            respond(exchange, "never");
        });
        self.complete(server);
        try (Wiretap client = new Wiretap(server);
                Wiretap other = new Wiretap(server)) {
            client.send(Wiretap.GET);
            assertThat(client.rest()).isEqualTo("<reset>");
            assertThat(other.rest()).isEqualTo("<reset>");
        }
        assertThat(refused.poll(10, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> assertThat(servers.threads()).isEmpty());
    }

    @Test
    void aServer_startsAgainOnItsPort_asOftenAsYouLike() throws Exception {
        HttpServer server = servers.start(Servers::echo);
        for (int i = 0; i < 50; i++) {
            try (Wiretap client = new Wiretap(server)) {
                client.get("/" + i);
                assertThat(client.answer()).isEqualTo("200 OK|/" + i);
                server.stop();
                assertThat(client.rest()).isEqualTo("<reset>");
            }
            server = servers.start(server.address(), servers.config(), Servers::echo);
        }
        assertThat(servers.threads()).hasSize(1);
    }

    @Test
    void stop_underLoad_leavesNoConnectionOpen() throws Exception {
        HttpServer server = servers.start(Servers::echo);
        List<Wiretap> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(new Wiretap(server));
            clients.get(i).send(Wiretap.GET);
        }
        server.stop();

        for (Wiretap client : clients) {
            assertThat(client.rest()).endsWith("<reset>");
            client.close();
        }
    }

    private static boolean isRefused(HttpServer server) {
        try {
            new Wiretap(server).close();
            return false;
        } catch (IOException refused) {
            return true;
        }
    }
}
