package dev.pinwheel.etcd.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallLimitTest {
    private final List<String> begun = new ArrayList<>();

    @Test
    void callsWaitInLine_andBeginInTheirOrder() {
        CallLimit limit = new CallLimit(2);
        CallLimit.Turn first = taken(limit, "1");
        CallLimit.Turn second = taken(limit, "2");
        taken(limit, "3");
        taken(limit, "4");
        assertThat(begun).containsExactly("1 now", "2 now");

        second.leave();
        assertThat(begun).containsExactly("1 now", "2 now", "3 later");

        first.leave();
        assertThat(begun).containsExactly("1 now", "2 now", "3 later", "4 later");
    }

    @Test
    void aCallThatLeavesTheLine_isPassedOver() {
        CallLimit limit = new CallLimit(1);
        CallLimit.Turn first = taken(limit, "1");
        CallLimit.Turn second = taken(limit, "2");
        taken(limit, "3");

        assertThat(second.giveUp()).isTrue();
        assertThat(second.giveUp()).as("again").isFalse();
        assertThat(first.giveUp()).as("in flight").isFalse();
        second.leave();
        first.leave();

        assertThat(begun).containsExactly("1 now", "3 later");
    }

    @Test
    void whoLeavesTwice_makesWayOnce() {
        CallLimit limit = new CallLimit(1);
        CallLimit.Turn first = taken(limit, "1");
        taken(limit, "2");
        taken(limit, "3");

        first.leave();
        first.leave();

        assertThat(begun).containsExactly("1 now", "2 later");
    }

    @Test
    void whatCannotBegin_holdsUpNobody() {
        CallLimit limit = new CallLimit(1);
        assertThatThrownBy(() -> limit.turn().take(CallLimitTest::fail, CallLimitTest::fail))
                .isInstanceOf(IllegalStateException.class);
        CallLimit.Turn second = taken(limit, "2");
        limit.turn().take(CallLimitTest::fail, CallLimitTest::fail);
        taken(limit, "4");

        assertThatThrownBy(second::leave).isInstanceOf(IllegalStateException.class);

        assertThat(begun).containsExactly("2 now", "4 later");
    }

    private static void fail() {
        throw new IllegalStateException("cannot begin");
    }

    @Test
    void manyThatEndAsSoonAsTheyBegin_doNotNest() {
        CallLimit limit = new CallLimit(1);
        CallLimit.Turn first = taken(limit, "first");
        int[] depth = new int[2];
        IntStream.range(0, 500).forEach(i -> {
            CallLimit.Turn turn = limit.turn();
            turn.take(() -> begun.add("at once"), () -> {
                depth[1] = Math.max(depth[1], ++depth[0]);
                turn.leave();
                depth[0]--;
            });
        });

        first.leave();

        assertThat(depth[1]).isEqualTo(1);
        assertThat(taken(limit, "last")).isNotNull();
        assertThat(begun).containsExactly("first now", "last now");
    }

    @Test
    void amongThreads_noneIsForgotten_andNoMoreAreInFlightThanMay() throws Exception {
        CallLimit limit = new CallLimit(2);
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        ExecutorService network = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5_000; round++) {
                CountDownLatch ended = new CountDownLatch(4);
                for (int i = 0; i < 4; i++) {
                    boolean hasty = i == round % 7;
                    callers.execute(() -> {
                        CallLimit.Turn turn = limit.turn();
                        Runnable begin = () -> {
                            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                            network.execute(() -> {
                                inFlight.decrementAndGet();
                                turn.leave();
                                ended.countDown();
                            });
                        };
                        turn.take(begin, begin);
                        if (hasty && turn.giveUp()) {
                            ended.countDown();
                        }
                    });
                }
                assertThat(ended.await(20, TimeUnit.SECONDS))
                        .as("round %s", round)
                        .isTrue();
            }
        } finally {
            callers.shutdownNow();
            network.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    private CallLimit.Turn taken(CallLimit limit, String name) {
        CallLimit.Turn turn = limit.turn();
        turn.take(() -> begun.add(name + " now"), () -> begun.add(name + " later"));
        return turn;
    }
}
