package dev.pinwheel.etcd.benchmarks.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StubServerTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private StubServer server;
    private Thread serving;

    @BeforeEach
    void listens() throws IOException {
        server = StubServer.listen(0, 10, 1_000);
        serving = new Thread(this::serve, "stub");
        serving.setDaemon(true);
        serving.start();
    }

    @AfterEach
    void ends() throws InterruptedException {
        serving.interrupt();
        serving.join();
    }

    @Test
    void aGet_isAnsweredWithAValueOfTheSize_andTheHeadersOfEtcd() throws Exception {
        HttpResponse<String> answer =
                http.send(request("/v2/keys/bench/k7").GET().build(), BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"action\":\"get\"").contains("\"value\":\"vvvvvvvvvv\"");
        assertThat(answer.headers().firstValue("X-Etcd-Index")).contains("1234567");
        assertThat(answer.headers().firstValue("X-Etcd-Cluster-Id")).contains("cdf818194e3a8c32");
    }

    @Test
    void aSet_ofAnyLength_isAnsweredOnce_andTheConnectionGoesOn() throws Exception {
        for (int size : new int[] {0, 1, 10_000, 1_000_000}) {
            HttpRequest set = request("/v2/keys/bench/k7")
                    .PUT(BodyPublishers.ofString("value=" + "x".repeat(size)))
                    .build();
            assertThat(http.send(set, BodyHandlers.ofString()).body()).contains("\"action\":\"set\"");
        }
    }

    @Test
    void aDirectory_hasAThousandNodes() throws Exception {
        HttpResponse<String> answer =
                http.send(request("/v2/keys/dir1000?recursive=true").GET().build(), BodyHandlers.ofString());
        assertThat(answer.body().split("\"key\"")).hasSize(1_002);
        assertThat(answer.body().length()).isBetween(170_000, 190_000);
    }

    @Test
    void requestsInOnePacket_areEachAnswered() throws Exception {
        String get = "GET /v2/keys/bench/k0 HTTP/1.1\r\nHost: a\r\n\r\n";
        String put = "PUT /v2/keys/bench/k0 HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\nvalue=x";
        URI uri = URI.create(server.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write((get + put + get + "HEAD").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
        }
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).version(HttpClient.Version.HTTP_1_1);
    }

    private void serve() {
        try {
            server.serve();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
