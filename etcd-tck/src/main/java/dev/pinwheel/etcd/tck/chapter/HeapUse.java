package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.server.SilentServer;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Weighs silent exchanges: what they add to the heap, less what the server's half and bare sockets add. */
final class HeapUse {
    private static final int EXCHANGES = 1_000;
    private static final long MOST = 32 * 1024;
    private static final Duration CONNECTING = Duration.ofSeconds(30);

    private HeapUse() {}

    static void assertLittlePerExchange(Bench bench) throws Exception {
        long bare = bareSockets(bench);
        SilentServer server = bench.closing(new SilentServer());
        Transport transport = bench.transport();
        bench.execute(transport, get(server.uri("/quick"))).awaitBody();
        long before = used(bench.patience());
        for (int i = 0; i < EXCHANGES; i++) {
            bench.execute(transport, get(server.uri("/silent")));
        }
        awaitAll(server, bench.patience());
        long each = (used(bench.patience()) - before - bare) / EXCHANGES;
        assertTrue(each <= MOST, () -> each + " bytes of heap for a silent exchange; at most " + MOST);
    }

    private static long bareSockets(Bench bench) throws Exception {
        SilentServer server = bench.closing(new SilentServer());
        List<SocketChannel> sockets = new ArrayList<>();
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.uri("/").getPort());
        byte[] request = "GET /silent HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);
        long before = used(bench.patience());
        for (int i = 0; i < EXCHANGES; i++) {
            SocketChannel socket = SocketChannel.open(address);
            sockets.add(socket);
            socket.write(ByteBuffer.wrap(request));
        }
        awaitAll(server, bench.patience());
        long taken = used(bench.patience()) - before;
        for (SocketChannel socket : sockets) {
            socket.close();
        }
        return Math.max(0, taken);
    }

    private static void awaitAll(SilentServer server, Patience patience) throws InterruptedException {
        patience.until(() -> server.silent() == EXCHANGES, patience.of(CONNECTING), "all requests are on the wire");
    }

    private static long used(Patience patience) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            patience.pause(Duration.ofMillis(50));
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
