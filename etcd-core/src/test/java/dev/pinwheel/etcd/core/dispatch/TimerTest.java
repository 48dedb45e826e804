package dev.pinwheel.etcd.core.dispatch;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimerTest {
    private static final Duration LATER = Duration.ofHours(1);

    private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final Timer timer = new Timer(task -> {
        Thread made = new Thread(task, "test-timer");
        thread.set(made);
        return made;
    });

    @AfterEach
    void close() {
        timer.close();
    }

    private Thread thread() {
        return requireNonNull(thread.get());
    }

    private Timer.Task after(Duration delay, String name) {
        return timer.after(delay, () -> ran.add(name));
    }

    @Test
    void tasksRunInTheOrderInWhichTheyAreDue_evenWhenTheThreadAlreadySleepsForALaterOne() throws Exception {
        var unused = after(LATER, "never seen");
        await().until(() -> thread().getState() == Thread.State.TIMED_WAITING);
        after(Duration.ofMillis(40), "second");
        after(Duration.ofMillis(20), "first");

        assertThat(ran.poll(10, SECONDS)).isEqualTo("first");
        assertThat(ran.poll(10, SECONDS)).isEqualTo("second");
    }

    @Test
    void tasksThatAreDueAtOnce_runInTheOrderInWhichTheyWereAskedFor() throws Exception {
        CountDownLatch allAsked = new CountDownLatch(1);
        var unused = timer.after(Duration.ZERO, () -> awaitQuietly(allAsked));
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asked.add("task " + i);
            after(Duration.ZERO, "task " + i);
        }
        allAsked.countDown();

        await().until(() -> ran.size() == asked.size());
        assertThat(ran).containsExactlyElementsOf(asked);
    }

    @Test
    void aTaskThatIsCancelled_neverRuns_andTheNextOneDoes() throws Exception {
        after(Duration.ofMillis(20), "cancelled").cancel();
        after(Duration.ofMillis(40), "kept");

        assertThat(ran.poll(10, SECONDS)).isEqualTo("kept");
    }

    @Test
    void aTaskThatThrows_orLeavesAnInterrupt_doesNotStopTheOthers() throws Exception {
        var unused = timer.after(Duration.ZERO, () -> {
            Thread.currentThread().interrupt();
            throw new AssertionError("on purpose");
        });
        after(Duration.ofMillis(20), "next");

        assertThat(ran.poll(10, SECONDS)).isEqualTo("next");
    }

    @Test
    void tasksOfManyThreads_allRun() {
        for (int i = 0; i < 8; i++) {
            Thread one = new Thread(() -> {
                for (int k = 0; k < 2_000; k++) {
                    after(Duration.ofNanos(k * 7_919L), "task");
                    after(LATER, "cancelled").cancel();
                }
            });
            one.start();
        }

        await().until(() -> ran.size() == 16_000);
        assertThat(ran).containsOnly("task");
    }

    @Test
    void F12_close_endsTheThread_andNothingRunsAfterIt() throws Exception {
        after(LATER, "never");
        await().until(() -> thread().getState() == Thread.State.TIMED_WAITING);
        timer.close();
        timer.close();
        after(Duration.ZERO, "too late");

        thread().join(10_000);
        assertThat(thread().isAlive()).isFalse();
        assertThat(ran).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
