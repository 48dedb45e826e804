package dev.pinwheel.etcd.examples;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.Watcher;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that one watch has handed out, up to the change that says "last". */
final class WatchLog implements Flow.Subscriber<WatchEvent> {
    static final String LAST = "last";

    private static final int SHOWN = 3;

    private final String key;
    private final List<WatchEvent> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<WatchLog> done = new CompletableFuture<>();
    private volatile long reached;
    private volatile Supplier<String> position = () -> "unknown";
    private Flow.@Nullable Subscription subscription;

    private WatchLog(String key) {
        this.key = key;
    }

    /** Keeps what a watcher hands out to a thread of its own. */
    static WatchLog of(String key, Watcher watcher) {
        WatchLog log = new WatchLog(key);
        log.position = () -> watcher.position().toString();
        Thread thread = new Thread(
                () -> {
                    try (watcher) {
                        while (!log.done.isDone()) {
                            log.onNext(watcher.next());
                        }
                    } catch (RuntimeException failure) {
                        log.onError(failure);
                    }
                },
                "watcher of " + key);
        thread.setDaemon(true);
        thread.start();
        return log;
    }

    /** Keeps what a publisher hands out, three at a time. */
    static WatchLog of(String key, Flow.Publisher<WatchEvent> publisher) {
        WatchLog log = new WatchLog(key);
        publisher.subscribe(log);
        return log;
    }

    String key() {
        return key;
    }

    CompletableFuture<WatchLog> done() {
        return done;
    }

    List<WatchEvent> events() {
        return events;
    }

    long gaps() {
        return events.stream().filter(WatchEvent.Gap.class::isInstance).count();
    }

    /** Waits until all of them have handed out all that was written. */
    static void awaitAll(List<WatchLog> logs, List<Written> written, Duration atMost) {
        await().atMost(atMost)
                .untilAsserted(() -> assertThat(logs)
                        .filteredOn(log -> !log.hasCaughtUp(written))
                        .as("watches that have not caught up")
                        .isEmpty());
    }

    /** Waits until all of them have handed out "last". */
    static void awaitLast(List<WatchLog> logs, Duration atMost) {
        CompletableFuture<?>[] all = logs.stream().map(WatchLog::done).toArray(CompletableFuture<?>[]::new);
        assertThatCode(() -> CompletableFuture.allOf(all).get(atMost.toMillis(), MILLISECONDS))
                .as(() -> "watches that have not come to the last change: "
                        + logs.stream().filter(log -> !log.done.isDone()).toList())
                .doesNotThrowAnyException();
    }

    /**
     * Of what was written up to the last event nothing is missing but what lies in a declared gap, nothing is twice,
     * all is in order.
     */
    void verify(List<Written> written) {
        List<Long> indexes = changes().stream().map(WatchEvent::index).toList();
        assertThat(indexes)
                .as("watch of %s: in order, nothing twice", key)
                .isSorted()
                .doesNotHaveDuplicates();
        Set<Long> seen = Set.copyOf(indexes);
        assertThat(written.stream()
                        .filter(one -> one.key().startsWith(key))
                        .filter(one -> one.index() <= reached)
                        .filter(one -> !seen.contains(one.index()) && !isInGap(one.index()))
                        .toList())
                .as("watch of %s: lost", key)
                .isEmpty();
    }

    private boolean hasCaughtUp(List<Written> written) {
        long last = written.stream()
                .filter(one -> one.key().startsWith(key))
                .mapToLong(Written::index)
                .max()
                .orElse(0);
        return reached >= last;
    }

    /**
     * An acknowledged write.
     *
     * @param key of what
     * @param index when
     */
    record Written(String key, long index) {}

    private boolean isInGap(long index) {
        return events.stream()
                .anyMatch(event -> event instanceof WatchEvent.Gap gap && gap.from() <= index && index <= gap.index());
    }

    private List<WatchEvent.Change> changes() {
        return events.stream()
                .filter(WatchEvent.Change.class::isInstance)
                .map(WatchEvent.Change.class::cast)
                .toList();
    }

    @Override
    public String toString() {
        List<WatchEvent> now = List.copyOf(events);
        return "%n%s: %d events, %d gaps, at %s, the last %s"
                .formatted(
                        key,
                        now.size(),
                        gaps(),
                        position.get(),
                        now.subList(Math.max(0, now.size() - SHOWN), now.size()));
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(3);
    }

    @Override
    public void onNext(WatchEvent event) {
        events.add(event);
        reached = event.index();
        boolean isLast = event instanceof WatchEvent.Change change
                ? change.node().value().equals(LAST)
                : ((WatchEvent.Gap) event)
                        .snapshot()
                        .filter(node -> node.value().equals(LAST)
                                || node.nodes().stream()
                                        .anyMatch(child -> child.value().equals(LAST)))
                        .isPresent();
        if (isLast) {
            done.complete(this);
        }
        if (subscription != null) {
            if (isLast) {
                subscription.cancel();
            } else if (events.size() % 3 == 0) {
                subscription.request(3);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        done.completeExceptionally(new AssertionError("a watch never completes"));
    }
}
