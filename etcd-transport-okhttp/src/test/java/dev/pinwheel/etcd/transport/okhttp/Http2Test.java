package dev.pinwheel.etcd.transport.okhttp;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.server.Http2Peer.END_STREAM;
import static dev.pinwheel.etcd.tck.server.Http2Peer.speaking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.server.Http2Peer;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** HTTP/2 where OkHttp would repeat a request, or where an interrupt might harm others. */
class Http2Test {
    private final Bench bench = Given.bench();

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    private RawServer server(Http2Peer.FrameScript script) {
        return bench.tls(bench.certificates().server().agreeingTo("h2"), speaking(script));
    }

    private Transport transport() {
        return bench.transport(
                options -> options.http2(true).tls(bench.certificates().client()));
    }

    @Test
    void T6_1_aRefusedStream_isNotRepeated_norOnAnotherConnection() throws Exception {
        List<Integer> streams = new CopyOnWriteArrayList<>();
        RawServer server = server(peer -> {
            while (true) {
                int stream = peer.awaitRequest();
                streams.add(stream);
                peer.reset(stream, Http2Peer.REFUSED_STREAM);
            }
        });
        Transport transport = transport();
        for (int i = 1; i <= 3; i++) {
            RecordingListener write = bench.execute(transport, put(server.uri("/"), "value=1"));
            assertThat(write.awaitFailure().kind()).isEqualTo(Kind.UNPROCESSED);
            assertThat(streams).hasSize(i);
        }
    }

    @Test
    void T5_2_aStreamRefusedAfterItsHead_isConnectionLost() throws Exception {
        RawServer server = server(peer -> {
            int stream = peer.awaitRequest();
            peer.head(stream, 0);
            peer.reset(stream, Http2Peer.REFUSED_STREAM);
            peer.stall();
        });
        RecordingListener write = bench.execute(transport(), put(server.uri("/"), "value=1"));
        assertThat(write.awaitFailure().requestNotSent()).isFalse();
        assertThat(write.awaitFailure().kind()).isEqualTo(Kind.CONNECTION_LOST);
    }

    @RepeatedTest(20)
    void T2_8_T4_4_anInterruptedCaller_doesNotDisturbItsSibling(RepetitionInfo repetition) throws Exception {
        Semaphore mayAnswer = new Semaphore(0);
        Semaphore arrived = new Semaphore(0);
        RawServer server = server(peer -> {
            peer.head(peer.awaitRequest(), END_STREAM);
            int sibling = peer.awaitRequest();
            arrived.release();
            mayAnswer.acquire();
            peer.head(sibling, 0);
            peer.data(sibling, END_STREAM, "alive");
            peer.stall();
        });
        Transport transport = transport();
        bench.execute(transport, get(server.uri("/warm"))).awaitBody();
        RecordingListener sibling = bench.execute(transport, get(server.uri("/sibling")));
        bench.patience().await(arrived, "the sibling's request has arrived");
        RecordingListener victim = bench.unlimited();
        Thread caller = new Thread(() ->
                transport.executeOnCaller(put(server.uri("/victim"), "value=" + "x".repeat(30_000)), victim));
        caller.start();
        for (int spin = repetition.getCurrentRepetition() * 3_000; spin > 0; spin--) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        assertThat(victim.awaitFailure().kind()).isEqualTo(Kind.CANCELLED);
        caller.join(bench.patience().limit().toMillis());
        mayAnswer.release();
        assertThat(sibling.awaitBody()).isEqualTo("alive");
        assertThat(server.accepted().availablePermits()).isOne();
    }
}
