package dev.pinwheel.etcd.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.InvalidResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users see when something else listens where they thought etcd was; over sockets. */
@Timeout(60)
class NotEtcdTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html | <html><h1>It works!</h1></html> | text/html); it begins: <html><h1>It works!",
                "application/json | '' | an empty body",
                "application/json | {\"status\":\"ok\"} | JSON without a node",
            })
    void aServerThatIsNotEtcd_isShown_withItsFirstBytes(String contentType, String body, String message) {
        String answer = "HTTP/1.1 200 OK\r\nX-Etcd-Index: 1\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        try (Fake server = new Fake(answer);
                EtcdClient etcd = client(server)) {
            InvalidResponseException invalid = catchThrowableOfType(
                    InvalidResponseException.class, () -> etcd.keys().get("/foo"));

            assertThat(invalid).hasMessageContaining(server.url() + " answered GET /v2/keys/foo");
            assertThat(invalid).hasMessageContaining(message);
            assertThat(invalid.status()).isEqualTo(200);
        }
    }

    @Test
    void aServerThatDoesNotSpeakHttp_isInvalid() {
        try (Fake server = new Fake("220 smtp.example ESMTP ready\r\n\r\n");
                EtcdClient etcd = client(server)) {
            assertThatThrownBy(() -> etcd.keys().get("/foo"))
                    .isInstanceOf(InvalidResponseException.class)
                    .hasMessageContaining("something that is not HTTP");
        }
    }

    @Test
    void F4_aTruncatedAnswer_isInterrupted_neverASuccess() {
        String body = "{\"action\":\"get\",\"node\":{\"key\":\"/foo\",\"value\":\"bar\"}}";
        String answer = "HTTP/1.1 200 OK\r\nX-Etcd-Index: 1\r\nContent-Length: " + (body.length() + 10) + "\r\n\r\n";
        try (Fake server = new Fake(answer + body);
                EtcdClient etcd = client(server)) {
            ClusterException failed = catchThrowableOfType(
                    ClusterException.class, () -> etcd.keys().get("/foo"));

            assertThat(failed.failures()).singleElement().isInstanceOf(EndpointFailure.Interrupted.class);
        }
    }

    @Test
    void F12_aDeadline_releasesTheSocket() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                EtcdClient etcd = Stacks.client()
                        .endpoints("http://127.0.0.1:" + silent.getLocalPort())
                        .headerTimeout(Duration.ofSeconds(30))
                        .build()) {
            assertThatThrownBy(() ->
                            etcd.withDeadline(Duration.ofMillis(300)).keys().get("/foo"))
                    .isInstanceOf(DeadlineExceededException.class);

            try (Socket connection = silent.accept()) {
                connection.setSoTimeout(10_000);
                byte[] seen = connection.getInputStream().readAllBytes();
                assertThat(new String(seen, UTF_8))
                        .as("the request, and then the end")
                        .startsWith("GET /v2/keys/foo HTTP/1.1");
            }
        }
    }

    @Test
    void E6_whatCannotBeSent_isRefused_beforeAnyConnection() {
        try (Fake server = new Fake("");
                EtcdClient etcd = client(server)) {
            for (String key : new String[] {"", " ", "/a/../b", "/\ud800"}) {
                assertThatThrownBy(() -> etcd.keys().set(key, "bar")).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(server.connections.get()).isZero();
        }
    }

    private static EtcdClient client(Fake server) {
        return Stacks.client()
                .endpoints(server.url())
                .headerTimeout(Duration.ofSeconds(20))
                .build();
    }

    /** Answers every request with the same bytes, and closes. */
    private static final class Fake implements AutoCloseable {
        private final ServerSocket socket;
        private final AtomicInteger connections = new AtomicInteger();

        Fake(String answer) {
            try {
                socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread thread = new Thread(() -> serve(answer.getBytes(UTF_8)), "fake server");
            thread.setDaemon(true);
            thread.start();
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }

        private void serve(byte[] answer) {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                    connections.incrementAndGet();
                    byte[] request = new byte[8192];
                    if (connection.getInputStream().read(request) > 0) {
                        connection.getOutputStream().write(answer);
                    }
                } catch (IOException closed) {
                    // The client has gone, or the test is over.
                }
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
