package dev.pinwheel.etcd.transport.apache;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.transport.apache.Given.execute;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.embedded.tls.CertificateAuthority;
import dev.pinwheel.etcd.embedded.tls.CertificateSpec;
import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Signal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HttpClient's credit is soft for chunked bodies: it lets a fast server run ahead by a hundred megabytes. */
class BackPressureTest {
    private static final String SMALL_CHUNK = "64\r\n" + "x".repeat(100) + "\r\n"; // Small ones let it run ahead most.

    /** What the kernel makes of the server's buffer and of ours, and what is in flight besides. */
    private static final int KERNEL_FACTOR = 5;

    private static final int IN_FLIGHT = 64 * 1024;

    private static final int HELD_AT_MOST = 128 * 1024;

    private final AtomicLong written = new AtomicLong();

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 1000000000, false, 8192",
        "Connection: close, false, 8192",
        "Transfer-Encoding: chunked, false, 8192",
        "Transfer-Encoding: chunked, false, 131072", // Large enough for the server to keep ahead of the decoder.
        "Content-Length: 1000000000, true, 8192",
        "Transfer-Encoding: chunked, true, 8192",
    })
    void T3_8_aServerThatFloods_isHeldBackWithinTheLimit_andIsReadOnWhenThereIsDemand(
            String framing, boolean encrypted, int kernelBuffer) throws Exception {
        CertificateAuthority authority = CertificateAuthority.create();
        ServerSocketFactory sockets = encrypted
                ? authority
                        .serverContext(authority.issue(CertificateSpec.server()))
                        .getServerSocketFactory()
                : ServerSocketFactory.getDefault();
        TlsConfig tls = new TlsConfig(authority.clientContext(), authority.trustManager(), true);
        ApacheTransportFactory factory = new ApacheTransportFactory()
                .customize(client -> client.setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(1)
                        .setSelectInterval(TimeValue.ofMilliseconds(50))
                        .setRcvBufSize(kernelBuffer)
                        .build()));
        try (ServerSocket listening = sockets.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Transport transport = Given.transport(factory, options -> options.tls(tls))) {
            Thread server = new Thread(() -> flood(listening, framing, kernelBuffer), "flooding-server");
            server.setDaemon(true);
            server.start();
            URI uri = URI.create((encrypted ? "https" : "http") + "://127.0.0.1:" + listening.getLocalPort() + "/");

            RecordingListener listener = execute(transport, get(uri), RecordingListener.withoutDemand());
            listener.awaitHead();
            awaitStandstill();
            assertThat(written.get()).isLessThan(HELD_AT_MOST + IN_FLIGHT + KERNEL_FACTOR * kernelBuffer);

            for (int i = 1; i <= 100; i++) {
                int chunks = i;
                listener.request(1);
                await().pollInterval(Duration.ofMillis(10)).until(() -> chunksOf(listener) == chunks);
            }
            awaitStandstill();
            assertThat(written.get() - onTheWire(listener, framing))
                    .isLessThan(HELD_AT_MOST + IN_FLIGHT + KERNEL_FACTOR * kernelBuffer);
            assertThat(listener.body()).matches("x+");
        }
    }

    /** How much of what the server has written has been delivered. */
    private static long onTheWire(RecordingListener listener, String framing) {
        long delivered = listener.body().length();
        return framing.startsWith("Transfer") ? delivered / 100 * SMALL_CHUNK.length() : delivered;
    }

    private static long chunksOf(RecordingListener listener) {
        return listener.signals().stream().filter(Signal.DATA::equals).count();
    }

    private void awaitStandstill() {
        AtomicLong last = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300)).until(() -> last.getAndSet(written.get()) == written.get());
    }

    private void flood(ServerSocket listening, String framing, int kernelBuffer) {
        try (Socket socket = listening.accept()) {
            socket.setSendBufferSize(kernelBuffer);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int last = 0, line = 0; line != '\n' || last != '\n'; ) {
                int next = in.read();
                if (next != '\r') {
                    last = line;
                    line = next;
                }
            }
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n").getBytes(US_ASCII));
            byte[] wire = (framing.startsWith("Transfer") ? SMALL_CHUNK : "x".repeat(100))
                    .repeat(600)
                    .getBytes(US_ASCII);
            while (true) {
                out.write(wire);
                written.addAndGet(wire.length);
            }
        } catch (IOException over) {
            // The test is over.
        }
    }
}
