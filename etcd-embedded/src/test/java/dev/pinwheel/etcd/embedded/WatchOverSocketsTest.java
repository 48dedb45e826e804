package dev.pinwheel.etcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watches as their clients see them. */
final class WatchOverSocketsTest {
    private final Http http = new Http();
    private final HttpClient client = HttpClient.newHttpClient();
    private final SettableClock clock = new SettableClock();
    private final EmbeddedEtcd etcd =
            EmbeddedEtcd.builder().members(2).clock(clock).start();
    private final URI member = etcd.endpoints().get(0);

    @AfterEach
    void close() {
        etcd.close();
    }

    @Test
    void theHeadComesAtOnce_andTheEventWhenItHappens() throws Exception {
        BufferedReader watch = watch("/k?wait=true");

        http.put(member, "/k", "value=x");

        assertThat(watch.readLine()).contains("\"action\":\"set\"");
        assertThat(watch.readLine()).isNull();
    }

    @Test
    void anEventOfAnotherMember_isHeard() throws Exception {
        BufferedReader watch = watch("/k?wait=true");

        http.put(etcd.endpoints().get(1), "/k", "value=x");

        assertThat(watch.readLine()).contains("\"value\":\"x\"");
    }

    @Test
    void aStreamDelivers_untilTheMemberIsKilled_andIsCutThen() throws Exception {
        HttpResponse<InputStream> answer = open("/?wait=true&recursive=true&stream=true");
        BufferedReader watch = reader(answer);
        http.put(member, "/a", "value=1");
        http.put(member, "/b", "value=2");
        assertThat(watch.readLine()).contains("\"value\":\"1\"");
        assertThat(watch.readLine()).contains("\"value\":\"2\"");

        etcd.members().get(0).kill();

        assertThat(answer.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        assertThatIOException().isThrownBy(watch::readLine);
    }

    @Test
    void aPausedMember_holdsEventsBack() throws Exception {
        BufferedReader watch = watch("/k?wait=true&stream=true");
        etcd.members().get(0).pause();
        http.put(etcd.endpoints().get(1), "/k", "value=x");
        assertThat(watch.ready()).isFalse();

        etcd.members().get(0).resume();

        assertThat(watch.readLine()).contains("\"value\":\"x\"");
    }

    @Test
    void whoWatches_hearsOfAnExpiry_thoughNobodyAsksForAnything() throws Exception {
        http.put(member, "/k", "value=x&ttl=5");
        BufferedReader watch = watch("/k?wait=true");
        clock.advance(Duration.ofSeconds(5));

        assertThat(watch.readLine()).contains("\"action\":\"expire\"");
    }

    @Test
    void expireDue_doesNotWaitForTheTimer() throws Exception {
        http.put(member, "/k", "value=x&ttl=5");
        clock.advance(Duration.ofSeconds(5));

        etcd.expireDue();

        assertThat(http.get(member, "/?wait=true&recursive=true&waitIndex=7").body())
                .contains("\"action\":\"expire\"");
    }

    @Test
    void aSlowReader_isDropped_withItsConnectionOpen() throws Exception {
        int puts = 300;
        try (Socket slow = new Socket(member.getHost(), member.getPort())) {
            slow.getOutputStream()
                    .write("GET /v2/keys/k?wait=true&stream=true HTTP/1.1\r\nHost: x\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().read())
                    .as("the head comes at once")
                    .isEqualTo('H');
            String value = "value=" + "x".repeat(100_000);
            for (int i = 0; i < puts; i++) {
                http.put(member, "/k", value);
            }

            assertThat(eventsUntilSilence(slow))
                    .as("what the sockets took, and a hundred more")
                    .isBetween(100, puts - 1);
        }
    }

    private static int eventsUntilSilence(Socket slow) throws IOException {
        slow.setSoTimeout(2_000);
        BufferedReader lines = new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
        int events = 0;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events += line.contains("\"action\"") ? 1 : 0;
            }
            throw new AssertionError("the connection was closed");
        } catch (SocketTimeoutException silence) {
            return events;
        }
    }

    @Test
    void manyWatches_takeNoThreads() throws Exception {
        List<BufferedReader> watches = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            watches.add(watch("/k?wait=true"));
        }
        assertThat(Threads.ofClusters()).hasSizeLessThan(150);

        http.put(member, "/k", "value=x");

        for (BufferedReader watch : watches) {
            assertThat(watch.readLine()).contains("\"value\":\"x\"");
        }
    }

    @Test
    void aClientThatLeaves_isForgottenAtTheNextWrites() throws Exception {
        try (RawConnection connection = new RawConnection(member)) {
            connection.get("/v2/keys/k?wait=true&stream=true");
            await().until(() -> watchers() == 1);
        }

        await().until(() -> {
            http.put(member, "/k", "value=x");
            return watchers() == 0;
        });
    }

    private int watchers() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(member + "/v2/stats/store")).build();
        String body = client.send(request, BodyHandlers.ofString()).body();
        return Integer.parseInt(body.replaceFirst(".*\"watchers\":(\\d+).*", "$1"));
    }

    private BufferedReader watch(String target) throws IOException, InterruptedException {
        return reader(open(target));
    }

    private HttpResponse<InputStream> open(String target) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(member + "/v2/keys" + target)).build();
        return client.send(request, BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }
}
