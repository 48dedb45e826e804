package dev.pinwheel.etcd.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.ServerConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** Rule T4.6, as far as it is about sockets. */
class ChannelSocketsTest {

    @Test
    void T4_6_closeClosesEverySocket_connectedOrNot_andNoneIsMadeAfterwards() throws Exception {
        ChannelSockets sockets = new ChannelSockets();
        try (Bench bench = Given.bench()) {
            RawServer server = bench.plain(ServerConnection::stall);
            Socket connected = sockets.createSocket(
                    InetAddress.getLoopbackAddress(), server.uri("/").getPort());
            Socket fresh = sockets.createSocket();
            sockets.close();
            assertThat(connected.isClosed()).isTrue();
            assertThat(fresh.isClosed()).isTrue();
            bench.patience().awaitSoon(server.ended(), "the server sees the end");
            assertThatExceptionOfType(SocketException.class).isThrownBy(sockets::createSocket);
            sockets.close();
        }
    }
}
