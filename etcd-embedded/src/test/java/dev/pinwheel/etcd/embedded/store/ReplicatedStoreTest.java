package dev.pinwheel.etcd.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Feeds, and who is called when they have something. */
final class ReplicatedStoreTest {
    private static final Key KEY = new Key("/k");

    private final SettableClock clock = new SettableClock();
    private final ReplicatedStore store = new ReplicatedStore(1, clock);

    @Test
    void aFeedHasTheEvents_inOrder_andCallsWhenSomeCome() {
        Feed feed = stream();
        List<Long> heard = new ArrayList<>();
        feed.onEvents(() -> heard.add(feed.take().orElseThrow().index()));

        set(Optional.empty());
        set(Optional.empty());

        assertThat(heard).containsExactly(4L, 5L);
    }

    @Test
    void whatHasHappenedBeforeSomebodyListens_isToldAtOnce() {
        Feed feed = stream();
        set(Optional.empty());
        List<String> calls = new ArrayList<>();

        feed.onEvents(() -> calls.add("call"));

        assertThat(calls).containsExactly("call");
    }

    @Test
    void aSlowReader_isDroppedAfter100Events_andStillGetsThose() {
        Feed feed = stream();
        for (int i = 0; i < 100; i++) {
            set(Optional.empty());
        }
        assertThat(watchers()).isEqualTo(1);

        set(Optional.empty());

        assertThat(watchers()).isZero();
        assertThat(Stream.generate(feed::take).takeWhile(Optional::isPresent)).hasSize(100);
        set(Optional.empty());
        assertThat(feed.take()).isEmpty();
    }

    @Test
    void aFeedThatIsClosed_endsItsWatch() {
        Feed feed = stream();

        feed.close();
        feed.close();
        set(Optional.empty());

        assertThat(watchers()).isZero();
        assertThat(feed.take()).isEmpty();
    }

    @Test
    void watchersHearOfAnExpiry_withoutARequest() {
        set(Optional.of(clock.instant().plusSeconds(10)));
        Feed feed = stream();

        clock.advance(Duration.ofSeconds(10));
        store.expireDue();

        assertThat(feed.take()).map(Event::action).hasValue(Action.EXPIRE);
    }

    @Test
    void whatIsOverWhenAWatchBegins_isNotItsBusiness() {
        set(Optional.of(clock.instant().plusSeconds(10)));
        clock.advance(Duration.ofSeconds(10));

        Feed feed = stream();

        assertThat(feed.take()).isEmpty();
        assertThat(store.counts()).containsEntry(Counter.EXPIRE_COUNT, 1L);
    }

    private Feed stream() {
        Watch watch = new Watch(KEY, false, true, OptionalLong.empty());
        return ((ReplicatedStore.Watched.Begun) store.watch(watch)).feed();
    }

    private void set(Optional<Instant> end) {
        store.apply(new Set(KEY, Kind.FILE, Optional.of(Bytes.EMPTY), end));
    }

    private long watchers() {
        return store.counts().getOrDefault(Counter.WATCHERS, -1L);
    }
}
