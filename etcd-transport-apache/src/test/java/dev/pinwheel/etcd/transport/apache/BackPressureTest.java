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
    private static final int KERNEL_BUFFER = 8 * 1024;
    private static final int CHUNK = 8 * 1024;

    /** What the kernel makes of two buffers of 8 KiB, and of what is in flight, with a margin. */
    private static final int KERNEL_HOLDS = 96 * 1024;

    private static final int HELD_AT_MOST = 128 * 1024;

    private final AtomicLong written = new AtomicLong();

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 1000000000, false",
        "Transfer-Encoding: chunked, false",
        "Connection: close, false",
        "Content-Length: 1000000000, true",
        "Transfer-Encoding: chunked, true",
    })
    void T3_8_aServerThatFloods_isHeldBackWithinTheLimit_andIsReadOnWhenThereIsDemand(String framing, boolean encrypted)
            throws Exception {
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
                        .setRcvBufSize(KERNEL_BUFFER)
                        .build()));
        try (ServerSocket listening = sockets.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Transport transport = Given.transport(factory, options -> options.tls(tls))) {
            Thread server = new Thread(() -> flood(listening, framing), "flooding-server");
            server.setDaemon(true);
            server.start();
            URI uri = URI.create((encrypted ? "https" : "http") + "://127.0.0.1:" + listening.getLocalPort() + "/");

            RecordingListener listener = execute(transport, get(uri), RecordingListener.withoutDemand());
            listener.awaitHead();
            awaitStandstill();
            assertThat(written.get()).isLessThan(HELD_AT_MOST + KERNEL_HOLDS);

            for (int i = 1; i <= 100; i++) {
                int chunks = i;
                listener.request(1);
                await().pollInterval(Duration.ofMillis(10)).until(() -> chunksOf(listener) == chunks);
            }
            awaitStandstill();
            assertThat(written.get() - listener.body().length()).isLessThan(HELD_AT_MOST + KERNEL_HOLDS);
            assertThat(listener.body()).matches("x+");
        }
    }

    private static long chunksOf(RecordingListener listener) {
        return listener.signals().stream().filter(Signal.DATA::equals).count();
    }

    private void awaitStandstill() {
        AtomicLong last = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300)).until(() -> last.getAndSet(written.get()) == written.get());
    }

    private void flood(ServerSocket listening, String framing) {
        try (Socket socket = listening.accept()) {
            socket.setSendBufferSize(KERNEL_BUFFER);
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
            String data = "x".repeat(CHUNK);
            byte[] wire = (framing.startsWith("Transfer") ? "2000\r\n" + data + "\r\n" : data).getBytes(US_ASCII);
            while (true) {
                out.write(wire);
                written.addAndGet(wire.length);
            }
        } catch (IOException over) {
            // The test is over.
        }
    }
}
