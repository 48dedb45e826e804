package dev.pinwheel.etcd.transport.apache;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.tck.server.Scripts.warmThen;
import static dev.pinwheel.etcd.transport.apache.Given.execute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.ServerConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HttpClient's own cancel leaves connections open and leased, most of all reused ones. */
class CancelTest {
    private static final int MANY = 100;
    private static final Duration SOON = Duration.ofSeconds(3);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void T4_3_ofManyCancelledExchanges_noneLeavesItsConnectionOpen(boolean reused) throws Exception {
        try (RawServer server = RawServer.plain(warmThen(ServerConnection::stall));
                Transport transport = Given.transport()) {
            for (int i = 0; i < MANY; i++) {
                if (reused) {
                    execute(transport, get(server.uri("/warm"))).awaitBody();
                }
                int before = server.requests().size();
                RecordingListener watch = execute(transport, get(server.uri("/watch")));
                Patience.NORMAL.until(() -> server.requests().size() > before, "the server has the request");
                watch.cancel();
                assertThat(watch.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
            }
            Patience.NORMAL.await(server.ended(), MANY, SOON, "every connection is closed");
            assertThat(server.accepted().availablePermits()).isEqualTo(MANY);
        }
    }

    @Test
    void T5_3_atAnyMoment_whatIsSaidToBeUnsentNeverReachesTheServer_andTheRestIsSeenToEnd() throws Exception {
        int unsent = 0;
        try (RawServer server = RawServer.plain(warmThen(ServerConnection::stall));
                Transport transport = Given.transport()) {
            for (int i = 0; i < 3 * MANY; i++) {
                if (i % 2 == 0) {
                    execute(transport, get(server.uri("/warm"))).awaitBody();
                }
                String target = "/watch/" + i;
                RecordingListener watch = execute(transport, get(server.uri(target)));
                for (int spin = i * 500; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                watch.cancel();
                TransportException failure = watch.awaitFailure();
                assertThat(failure.kind()).isEqualTo(Kind.CANCELLED);
                if (failure.requestNotSent()) {
                    unsent++;
                    assertThat(server.hasSeen(target))
                            .as("%s was not sent", target)
                            .isFalse();
                }
            }
            int open = server.accepted().availablePermits() - server.ended().availablePermits();
            Patience.NORMAL.await(server.ended(), open, SOON, "every connection that was accepted is closed");
        }
        assertThat(unsent).as("moments before the request was sent").isPositive();
    }

    @Test
    void T7_1_aCancelledExchange_leavesItsPlaceToTheNext_inEveryPhase() throws Exception {
        try (RawServer server = RawServer.plain(warmThen(ServerConnection::stall));
                Transport narrow = Given.transport(options -> options.maxConnectionsPerEndpoint(1))) {
            for (int i = 0; i < MANY; i++) {
                List<RecordingListener> all = new ArrayList<>();
                for (int j = 0; j < 3; j++) {
                    all.add(execute(narrow, get(server.uri("/watch"))));
                }
                all.forEach(RecordingListener::cancel);
                for (RecordingListener each : all) {
                    assertThat(each.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
                }
                assertThat(execute(narrow, get(server.uri("/warm"))).awaitBody())
                        .isEqualTo("warm");
            }
        }
    }

    @Test
    void T4_6_closeEndsWhatHttpClientWouldForget() throws Exception {
        List<RecordingListener> silent = new ArrayList<>();
        try (RawServer server = RawServer.plain(warmThen(connection -> {
            connection.write(ok("x").substring(0, 20));
            connection.stall();
        }))) {
            try (Transport transport = Given.transport()) {
                for (int i = 0; i < 50; i++) {
                    silent.add(execute(transport, get(server.uri("/silent"))));
                }
                Patience.NORMAL.until(() -> server.requests().size() == 50, "all requests are there");
            }
            for (RecordingListener each : silent) {
                assertThat(each.awaitFailure().kind()).isEqualTo(Kind.CLOSED);
            }
            Patience.NORMAL.await(server.ended(), 50, SOON, "every connection is closed");
        }
    }
}
