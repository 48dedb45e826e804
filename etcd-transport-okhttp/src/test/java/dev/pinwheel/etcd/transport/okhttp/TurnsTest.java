package dev.pinwheel.etcd.transport.okhttp;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Rule T7.1: a limit of connections, which OkHttp does not have. */
class TurnsTest {

    private static Turns.Turn entering(Turns turns, List<Integer> begun, int number) {
        Turns.Turn turn = turns.queue(() -> begun.add(number));
        turns.enter(turn);
        return turn;
    }

    @Test
    void turnsComeFirstComeFirstServed_andWhoeverLeavesTheQueueIsPassedOver() {
        List<Integer> begun = new ArrayList<>();
        Turns turns = new Turns(2);
        List<Turns.Turn> all =
                IntStream.range(0, 6).mapToObj(i -> entering(turns, begun, i)).toList();
        assertThat(begun).containsExactly(0, 1);
        all.get(3).leave();
        all.get(1).leave();
        all.get(1).leave();
        assertThat(begun).containsExactly(0, 1, 2);
        all.get(0).leave();
        all.get(2).leave();
        assertThat(begun).containsExactly(0, 1, 2, 4, 5);
        all.forEach(Turns.Turn::leave);
        entering(turns, begun, 6);
        entering(turns, begun, 7);
        entering(turns, begun, 8);
        assertThat(begun).containsExactly(0, 1, 2, 4, 5, 6, 7);
    }

    @Test
    void aTurnThatWasLeftBeforeItWasEntered_neverBegins() {
        List<Integer> begun = new ArrayList<>();
        Turns turns = new Turns(1);
        Turns.Turn turn = turns.queue(() -> begun.add(1));
        turn.leave();
        turns.enter(turn);
        entering(turns, begun, 2);
        assertThat(begun).containsExactly(2);
    }

    @Test
    void T7_1_waitersAreServedInOrder_overNoMoreConnectionsThanAllowed() throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        try (Bench bench = Given.bench()) {
            RawServer server = bench.plain(connection -> {
                while (true) {
                    connection.readRequest();
                    mayAnswer.acquire();
                    connection.write(ok("x"));
                }
            });
            Transport narrow = bench.transport(options -> options.maxConnectionsPerEndpoint(1));
            List<RecordingListener> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(bench.execute(narrow, get(server.uri("/" + i))));
            }
            mayAnswer.release(20);
            for (RecordingListener each : all) {
                each.awaitBody();
            }
            assertThat(server.requests())
                    .extracting(ReceivedRequest::target)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(i -> "/" + i).toList());
            assertThat(server.accepted().availablePermits()).isOne();
        }
    }

    @RepeatedTest(20)
    void T7_1_noTurnIsLost_howeverExchangesEnd() throws Exception {
        Random random = new Random();
        try (Bench bench = Given.bench()) {
            RawServer server = bench.plain(connection -> {
                while (true) {
                    connection.readRequest();
                    if (random.nextInt(4) == 0) {
                        return;
                    }
                    connection.write(ok("x"));
                }
            });
            Transport narrow = bench.transport(options -> options.maxConnectionsPerEndpoint(3));
            List<RecordingListener> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                RecordingListener listener = bench.execute(narrow, get(server.uri("/" + i)));
                all.add(listener);
                if (random.nextInt(3) == 0) {
                    all.get(random.nextInt(all.size())).cancel();
                }
            }
            for (RecordingListener each : all) {
                each.awaitEnd();
            }
            bench.patience()
                    .until(
                            () -> server.ended().availablePermits()
                                    <= server.accepted().availablePermits(),
                            "no more ends than beginnings");
            RecordingListener last = bench.execute(narrow, get(server.uri("/last")));
            last.awaitEnd();
            assertThat(bench.violations()).isEmpty();
        }
    }
}
