package dev.pinwheel.etcd.embedded.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.SettableClock;
import dev.pinwheel.etcd.embedded.members.Member;
import dev.pinwheel.etcd.embedded.members.Membership;
import dev.pinwheel.etcd.embedded.store.Action;
import dev.pinwheel.etcd.embedded.store.Bytes;
import dev.pinwheel.etcd.embedded.store.Counter;
import dev.pinwheel.etcd.embedded.store.Event;
import dev.pinwheel.etcd.embedded.store.Key;
import dev.pinwheel.etcd.embedded.store.Kind;
import dev.pinwheel.etcd.embedded.store.Set;
import dev.pinwheel.etcd.embedded.store.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Feeds, and who is called when they have something. */
final class ReplicaTest {
    private static final Key KEY = new Key("/k");

    private final SettableClock clock = new SettableClock();
    private final Replication replication = new Replication(
            new Membership(List.of(new Member(1, "m1", List.of(), List.of()))),
            clock,
            new Timeouts(Duration.ofSeconds(7), Duration.ofSeconds(1)),
            (delay, task) -> {});
    private final Replica replica = replication.replica(1);

    @Test
    void aFeedHasTheEvents_inOrder_andCallsWhenSomeCome() {
        Feed feed = stream();
        List<Long> heard = new ArrayList<>();
        feed.onEvents(() -> heard.add(feed.take().orElseThrow().node().modifiedIndex()));

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
        replication.expireDue();

        assertThat(feed.take()).map(Event::action).hasValue(Action.EXPIRE);
    }

    @Test
    void whatIsOverWhenAWatchBegins_isNotItsBusiness() {
        set(Optional.of(clock.instant().plusSeconds(10)));
        clock.advance(Duration.ofSeconds(10));

        Feed feed = stream();

        assertThat(feed.take()).isEmpty();
        assertThat(replica.counts()).containsEntry(Counter.EXPIRE_COUNT, 1L);
    }

    private Feed stream() {
        Watch watch = new Watch(KEY, false, true, OptionalLong.empty());
        return ((Watched.Begun) replica.watch(watch)).feed();
    }

    private void set(Optional<Instant> end) {
        Set write = new Set(KEY, Kind.FILE, Optional.of(Bytes.EMPTY), end);
        assertThat(replica.propose(write)).as("all is well").isDone();
    }

    private long watchers() {
        return replica.counts().getOrDefault(Counter.WATCHERS, -1L);
    }
}
