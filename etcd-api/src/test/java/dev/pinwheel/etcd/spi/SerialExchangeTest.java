package dev.pinwheel.etcd.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SerialExchangeTest {
    private final OpenExchanges open = new OpenExchanges();
    private final Recorder listener = new Recorder();
    private final List<String> stack = new ArrayList<>();

    @Test
    void T2_3_aWholeResponse_isSignalledInOrder() {
        SerialExchange exchange = begin(listener);
        listener.exchange().request(10);

        exchange.headers(head());
        exchange.data(bytes("ab"));
        exchange.data(bytes("c"));
        exchange.complete();

        assertThat(listener.signals).containsExactly("start", "head 200", "data ab", "data c", "complete");
    }

    @Test
    void T3_1_theHead_needsNoDemand() {
        begin(listener).headers(head());

        assertThat(listener.signals).containsExactly("start", "head 200");
    }

    @Test
    void T3_4_noMoreChunksThanDemanded_areDelivered_andDemandAddsUp() {
        SerialExchange exchange = begin(listener);
        exchange.headers(head());
        exchange.data(bytes("a"));
        assertThat(listener.signals).containsExactly("start", "head 200");

        listener.exchange().request(1);
        listener.exchange().request(1);
        exchange.data(bytes("b"));
        exchange.data(bytes("c"));

        assertThat(listener.signals).containsExactly("start", "head 200", "data a", "data b");
    }

    @Test
    void T3_4_demandSaturates() {
        SerialExchange exchange = begin(listener);
        listener.exchange().request(Long.MAX_VALUE);
        listener.exchange().request(Long.MAX_VALUE);
        exchange.headers(head());
        exchange.data(bytes("a"));

        assertThat(listener.signals).containsExactly("start", "head 200", "data a");
    }

    @Test
    void T3_5_aDemandOfNothing_endsTheExchange() {
        SerialExchange exchange = begin(listener);
        listener.exchange().request(0);
        exchange.fail(lost());

        assertThat(listener.failure().kind()).isEqualTo(Kind.LISTENER);
        assertThat(listener.failure()).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(stack).contains("abort LISTENER");
    }

    @Test
    void T3_6_aLargeChunk_isCutToTheLimit() {
        List<Integer> sizes = new ArrayList<>();
        SerialExchange exchange = begin(listener);
        listener.reacting(signal -> {
            if (signal.startsWith("data ")) {
                sizes.add(signal.length() - "data ".length());
            }
        });
        listener.exchange().request(2);
        exchange.headers(head());
        exchange.data(bytes("x".repeat(100_000)));

        assertThat(sizes).containsExactly(65_536, 100_000 - 65_536);
    }

    @Test
    void T3_8_oneChunkIsReadAhead_andNoMore() {
        SerialExchange exchange = begin(listener);
        exchange.headers(head());
        assertThat(stack).containsExactly("read");
        exchange.data(bytes("a"));
        assertThat(stack).as("a is held, as nothing is demanded").containsExactly("read");

        listener.exchange().request(1);

        assertThat(stack).containsExactly("read", "read");
    }

    @Test
    void T3_10_theEnd_needsNoDemand() {
        SerialExchange exchange = begin(listener);
        exchange.headers(head());
        exchange.complete();

        assertThat(listener.signals).containsExactly("start", "head 200", "complete");
    }

    @Test
    void T3_10_theEnd_waitsForWhatIsHeld() {
        SerialExchange exchange = begin(listener);
        exchange.headers(head());
        exchange.data(bytes("a"));
        exchange.complete();
        assertThat(listener.signals).containsExactly("start", "head 200");

        listener.exchange().request(1);

        assertThat(listener.signals).containsExactly("start", "head 200", "data a", "complete");
    }

    @Test
    void T3_12_aFailure_overtakesWhatIsHeld() {
        SerialExchange exchange = begin(listener);
        exchange.headers(head());
        exchange.data(bytes("a"));
        exchange.fail(lost());

        assertThat(listener.signals).containsExactly("start", "head 200", "failure CONNECTION_LOST");
    }

    @Test
    void T2_4_onlyTheFirstEnd_isSignalled() {
        SerialExchange exchange = begin(listener);
        exchange.headers(head());
        exchange.complete();
        exchange.fail(lost());
        exchange.complete();
        listener.exchange().cancel();

        assertThat(listener.signals).containsExactly("start", "head 200", "complete");
        assertThat(stack).as("nothing to abort").doesNotContain("abort CANCELLED");
    }

    @Test
    void T4_2_cancelling_abortsTheStackOnce_andEndsWhenItHasEnded() {
        SerialExchange exchange = begin(listener);
        listener.exchange().cancel();
        listener.exchange().cancel();
        assertThat(stack).containsExactly("abort CANCELLED");
        assertThat(listener.signals).containsExactly("start");

        exchange.fail(new TransportException(Kind.OTHER, true, "aborted", null));

        assertThat(listener.signals).containsExactly("start", "failure CANCELLED");
        assertThat(listener.failure().requestNotSent()).as("the stack's fact").isTrue();
    }

    @Test
    void T4_2_nothingIsDelivered_afterCancelling() {
        SerialExchange exchange = begin(listener);
        listener.exchange().request(10);
        listener.exchange().cancel();
        exchange.headers(head());
        exchange.data(bytes("a"));
        exchange.complete();

        assertThat(listener.signals).containsExactly("start", "failure CANCELLED");
    }

    @Test
    void T4_2_cancellingWhileAChunkIsHeld_discardsIt() {
        SerialExchange exchange = begin(listener);
        exchange.headers(head());
        exchange.data(bytes("a"));
        exchange.complete();
        listener.exchange().cancel();

        assertThat(listener.signals).containsExactly("start", "head 200", "failure CANCELLED");
    }

    @Test
    void T4_3_cancellingInOnStart_sendsNothing() {
        Recorder quitter = new Recorder();
        quitter.reacting(signal -> {
            if (signal.equals("start")) {
                quitter.exchange().cancel();
            }
        });

        Optional<SerialExchange> exchange = open.start(quitter);

        assertThat(exchange).isEmpty();
        assertThat(quitter.signals).containsExactly("start", "failure CANCELLED");
        assertThat(quitter.failure().requestNotSent()).isTrue();
    }

    @Test
    void T4_1_cancellingBeforeTheStackIsAttached_abortsItThen() {
        SerialExchange exchange = open.start(listener).orElseThrow();
        listener.exchange().cancel();
        exchange.attach(new RecordingStack());

        assertThat(stack).containsExactly("abort CANCELLED");
    }

    @Test
    void T2_6_demandInsideOnData_doesNotRecurse() {
        List<Integer> depths = new ArrayList<>();
        int[] depth = {0};
        SerialExchange exchange = begin(listener);
        listener.reacting(signal -> {
            depth[0]++;
            depths.add(depth[0]);
            listener.exchange().request(1);
            depth[0]--;
        });
        listener.exchange().request(1);
        exchange.headers(head());
        for (int i = 0; i < 5; i++) {
            exchange.data(bytes("x"));
        }

        assertThat(depths).hasSize(6).containsOnly(1);
    }

    @Test
    void T2_7_aListenerThatThrows_anErrorToo_endsTheExchange_withTheCause() {
        for (String signal : List.of("start", "head 200", "data a")) {
            AssertionError thrown = new AssertionError("at " + signal);
            Recorder broken = new Recorder();
            broken.reacting(seen -> {
                if (seen.equals(signal)) {
                    throw thrown;
                }
            });
            open.start(broken).ifPresent(exchange -> {
                exchange.attach(new RecordingStack());
                broken.exchange().request(1);
                exchange.headers(head());
                exchange.data(bytes("a"));
                exchange.fail(lost());
            });

            assertThat(broken.failure().kind()).as(signal).isEqualTo(Kind.LISTENER);
            assertThat(broken.failure()).as(signal).hasCause(thrown);
            assertThat(broken.signals).as(signal).endsWith(signal, "failure LISTENER");
        }
    }

    @Test
    void T2_7_aThrowFromATerminalSignal_isDropped() {
        listener.reacting(signal -> {
            if (signal.equals("complete")) {
                throw new IllegalStateException("too late");
            }
        });
        SerialExchange exchange = begin(listener);
        exchange.headers(head());
        exchange.complete();

        assertThat(listener.signals).containsExactly("start", "head 200", "complete");
    }

    @Test
    void T2_7_aListenerThatThrowsOnTheLastChunk_endsTheExchange_thoughItsEndWasReportedBefore() {
        SerialExchange exchange = begin(listener);
        listener.reacting(signal -> {
            if (signal.startsWith("data ")) {
                throw new IllegalStateException("broken listener");
            }
        });
        exchange.headers(head());
        exchange.data(bytes("a"));
        exchange.complete();

        listener.exchange().request(1);

        assertThat(listener.signals).containsExactly("start", "head 200", "data a", "failure LISTENER");
    }

    @Test
    void T2_4_aStackThatThrowsWhenAborted_endsTheExchange() {
        SerialExchange exchange = open.start(listener).orElseThrow();
        exchange.attach(new SerialExchange.Stack() {
            @Override
            public void read() {
                // Nothing comes.
            }

            @Override
            public void abort(TransportException reason) {
                throw new IllegalStateException("broken stack");
            }
        });
        listener.exchange().cancel();

        assertThat(listener.signals).containsExactly("start", "failure CANCELLED");
    }

    @Test
    void T4_6_closing_endsAllExchanges_andLaterOnesAtOnce() {
        Recorder later = new Recorder();
        SerialExchange exchange = begin(listener);

        open.close();
        open.close();
        exchange.fail(lost());
        Optional<SerialExchange> late = open.start(later);

        assertThat(listener.signals).containsExactly("start", "failure CLOSED");
        assertThat(stack).containsExactly("abort CLOSED");
        assertThat(late).isEmpty();
        assertThat(later.signals).containsExactly("start", "failure CLOSED");
    }

    @Test
    void aStackThatThrowsWhenRead_endsTheExchange() {
        SerialExchange exchange = open.start(listener).orElseThrow();
        exchange.attach(new SerialExchange.Stack() {
            @Override
            public void read() {
                throw new IllegalStateException("broken stack");
            }

            @Override
            public void abort(TransportException reason) {
                // Nothing to abort.
            }
        });
        exchange.headers(head());

        assertThat(listener.failure().kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void T2_5_signalsStaySerial_whenStackAndListenerRace() throws InterruptedException {
        for (int round = 0; round < 500; round++) {
            Recorder racing = new Recorder();
            int[] inside = {0};
            racing.reacting(signal -> {
                inside[0]++;
                assertThat(inside[0]).isEqualTo(1);
                inside[0]--;
            });
            SerialExchange exchange = open.start(racing).orElseThrow();
            exchange.attach(new SerialExchange.Stack() {
                private int left = 20;

                @Override
                public void read() {
                    if (left-- > 0) {
                        exchange.data(bytes("x"));
                    } else {
                        exchange.complete();
                    }
                }

                @Override
                public void abort(TransportException reason) {
                    // Never cancelled here.
                }
            });
            CountDownLatch go = new CountDownLatch(1);
            Thread asking = new Thread(() -> {
                awaitQuietly(go);
                for (int i = 0; i < 20; i++) {
                    racing.exchange().request(1);
                }
            });
            asking.start();
            go.countDown();
            exchange.headers(head());
            asking.join();

            assertThat(racing.signals).as("round %d", round).hasSize(23).endsWith("complete");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void T2_8_afterOnStart_everySignalIsATaskOfTheExecutor_whoeverHasTheNews() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        SerialExchange exchange = open.start(listener, tasks::add).orElseThrow();
        exchange.attach(new RecordingStack());
        exchange.headers(head());
        listener.exchange().cancel();
        exchange.fail(lost());
        assertThat(listener.signals).containsExactly("start");
        assertThat(stack).containsExactly("abort CANCELLED");
        assertThat(exchange.isEnded()).isFalse();

        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        assertThat(listener.signals).containsExactly("start", "failure CANCELLED");
        assertThat(exchange.isEnded()).isTrue();
    }

    private SerialExchange begin(Recorder with) {
        SerialExchange exchange = open.start(with).orElseThrow();
        exchange.attach(new RecordingStack());
        return exchange;
    }

    private static ResponseHead head() {
        return new ResponseHead(200, "HTTP/1.1", Headers.none());
    }

    private static TransportException lost() {
        return new TransportException(Kind.CONNECTION_LOST, false, "lost", null);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private final class RecordingStack implements SerialExchange.Stack {
        @Override
        public void read() {
            stack.add("read");
        }

        @Override
        public void abort(TransportException reason) {
            stack.add("abort " + reason.kind());
        }
    }
}
