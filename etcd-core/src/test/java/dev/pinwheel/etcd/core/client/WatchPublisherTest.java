package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.WatchScripts.change;
import static dev.pinwheel.etcd.core.client.WatchScripts.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchPublisherTest {
    private final ScriptedTransport transport = new ScriptedTransport();
    private final EtcdClient client = ScriptedClients.abc(transport);
    private final Flow.Publisher<WatchEvent> publisher = client.async().keys().watch("/foo", WatchOptions.after(7));

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void W8_aSlowSubscriberThatWantsAll_isNotRunOver() {
        transport.onAny(WatchScripts::endless);
        CountDownLatch hold = new CountDownLatch(1);
        Subscriber slow = new Subscriber(subscriber -> join(hold));

        publisher.subscribe(slow);
        slow.subscription().request(Long.MAX_VALUE);

        await().until(() -> transport.sent().size() >= 2);
        await().during(Duration.ofMillis(200)).until(() -> transport.sent().size() <= 2);
        hold.countDown();
        await().until(() -> slow.indexes.size() >= 100);
        assertThat(slow.indexes).startsWith(8L, 9L, 10L);
    }

    @Test
    void W9_cancellingInsideOnNext_isTheLastThatIsHeard_andEndsTheExchange() {
        transport.on("a", change(8), open(8));
        Subscriber once = new Subscriber(subscriber -> subscriber.subscription().cancel());

        publisher.subscribe(once);
        once.subscription().request(Long.MAX_VALUE);

        await().until(() -> transport.aborted() == 1);
        assertThat(once.indexes).containsExactly(8L);
        once.subscription().request(1);
        await().during(Duration.ofMillis(200)).until(() -> transport.sent().size() == 2 && !once.end.isDone());
    }

    @Test
    void W1_everySubscriber_hasAWatchOfItsOwn() {
        transport.onAny(WatchScripts::endless);
        Subscriber one = new Subscriber(subscriber -> {});
        Subscriber another = new Subscriber(subscriber -> {});

        publisher.subscribe(one);
        one.subscription().request(3);
        publisher.subscribe(another);
        another.subscription().request(2);

        await().untilAsserted(() -> {
            assertThat(one.indexes).containsExactly(8L, 9L, 10L);
            assertThat(another.indexes).containsExactly(8L, 9L);
        });
        one.subscription().cancel();
        another.subscription().request(1);
        await().untilAsserted(() -> assertThat(another.indexes).containsExactly(8L, 9L, 10L));
    }

    @Test
    void aSubscriberThatThrows_hasCancelled() {
        transport.onAny(WatchScripts::endless);
        Subscriber broken = new Subscriber(subscriber -> {
            throw new IllegalStateException("broken");
        });

        publisher.subscribe(broken);
        broken.subscription().request(Long.MAX_VALUE);

        await().dontCatchUncaughtExceptions().until(() -> !broken.indexes.isEmpty());
        await().dontCatchUncaughtExceptions()
                .during(Duration.ofMillis(200))
                .until(() -> broken.indexes.size() == 1 && !broken.end.isDone());
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the indexes, and then does something. */
    private static final class Subscriber implements Flow.Subscriber<WatchEvent> {
        private final Consumer<Subscriber> then;
        private final List<Long> indexes = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final CompletableFuture<Throwable> end = new CompletableFuture<>();

        Subscriber(Consumer<Subscriber> then) {
            this.then = then;
        }

        Flow.Subscription subscription() {
            return subscription.join();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
        }

        @Override
        public void onNext(WatchEvent event) {
            indexes.add(event.index());
            then.accept(this);
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(failure);
        }

        @Override
        public void onComplete() {
            end.complete(new AssertionError("a watch never completes"));
        }
    }
}
