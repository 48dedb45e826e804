package dev.pinwheel.etcd.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The store as a state machine: indexes, history and expiry. */
final class StoreTest {
    private static final Instant START = Instant.parse("2026-11-22T07:00:00Z");
    private static final int FIRST_INDEX = 3;

    private final Store store = new Store(FIRST_INDEX);

    @Test
    void nodesExpire_inTheOrderOfTheirExpirations_beforeTheOperationHasItsTurn() {
        execute(file("/late", 20), 0);
        execute(file("/early", 10), 0);
        execute(file("/stays", 100), 0);

        Outcome outcome = execute(new Get(new Key("/stays"), false, false, false), 30);

        assertThat(outcome.expired())
                .extracting(
                        event -> event.node().key().path(),
                        event -> event.node().modifiedIndex())
                .containsExactly(tuple("/early", 7L), tuple("/late", 8L));
        assertThat(index(outcome)).isEqualTo(8);
    }

    @Test
    void anExpiredEvent_showsTheNodeAsItWas_withWhatIsLeftOfItsTime() {
        execute(file("/t", 10), 0);

        Event expired =
                execute(new Get(Key.ROOT, false, false, false), 13).expired().get(0);

        assertThat(expired.action()).isEqualTo(Action.EXPIRE);
        assertThat(expired.node().content()).isEqualTo(new Node.Gone());
        assertThat(expired.node().timeToLive()).isEmpty();
        assertThat(expired.previous().orElseThrow().content()).isEqualTo(new Node.Value(new Bytes("v")));
        assertThat(expired.previous().orElseThrow().timeToLive()).hasValue(new TimeToLive(START.plusSeconds(10), -3));
    }

    @Test
    void aClockThatGoesBack_bringsNothingBack() {
        execute(file("/t", 10), 0);
        execute(new Get(Key.ROOT, false, false, false), 10);

        Outcome outcome = execute(new Get(new Key("/t"), false, false, false), 0);

        assertThat(outcome.reply()).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void anInternalChange_takesAnIndex() {
        store.countInternalChange();

        assertThat(index(execute(file("/f", 10), 0))).isEqualTo(FIRST_INDEX + 2);
    }

    @Property
    void everyChangeTakesOneIndex_andNothingElseTakesAny(@ForAll("scripts") List<Operation> script) {
        Store fresh = new Store(FIRST_INDEX);
        long index = FIRST_INDEX;
        List<Event> history = new ArrayList<>();
        for (int second = 0; second < script.size(); second++) {
            Outcome outcome = fresh.execute(script.get(second), START.plusSeconds(second));
            history.addAll(outcome.expired());
            if (outcome.reply() instanceof Reply.Done done && done.event().action() != Action.GET) {
                history.add(done.event());
            }
            index = index(outcome);
        }
        assertThat(history)
                .extracting(event -> event.node().modifiedIndex())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(FIRST_INDEX + 1, index).boxed().toList());
    }

    @Property
    void whatWasWritten_isReadBack_untilItIsReplacedOrRemoved(@ForAll("scripts") List<Operation> script) {
        Store fresh = new Store(FIRST_INDEX);
        for (Operation operation : script) {
            Outcome outcome = fresh.execute(operation, START);
            if (outcome.reply() instanceof Reply.Done done) {
                Node written = done.event().node();
                Reply read = fresh.execute(new Get(written.key(), false, false, false), START)
                        .reply();
                boolean removed =
                        done.event().action() == Action.DELETE || done.event().action() == Action.COMPARE_AND_DELETE;
                assertThat(read instanceof Reply.Refused).isEqualTo(removed);
            }
        }
    }

    @Provide
    Arbitrary<List<Operation>> scripts() {
        Arbitrary<Key> keys =
                Arbitraries.of("/a", "/b", "/a/x", "/a/y", "/b/x/deep", "/_h").map(Key::new);
        Arbitrary<Kind> kinds = Arbitraries.of(Kind.class);
        Arbitrary<Optional<Bytes>> values =
                Arbitraries.of("", "1", "2").map(Bytes::new).optional();
        Arbitrary<Optional<Instant>> ends =
                Arbitraries.integers().between(1, 40).map(START::plusSeconds).optional(0.3);
        Arbitrary<Comparison> comparisons = values.map(value -> new Comparison(value, OptionalLong.empty()));
        Arbitrary<Operation> operations = Arbitraries.oneOf(
                Combinators.combine(keys, kinds, values, ends).as(Set::new),
                Combinators.combine(keys, kinds, values.map(value -> value.orElse(Bytes.EMPTY)), ends)
                        .as(Create::new),
                Combinators.combine(keys, kinds, values.map(value -> value.orElse(Bytes.EMPTY)), ends)
                        .as(CreateInOrder::new),
                Combinators.combine(keys, values, ends).as(Update::new),
                Combinators.combine(keys, comparisons, values, ends).as(CompareAndSwap::new),
                Combinators.combine(keys, comparisons).as(CompareAndDelete::new),
                Combinators.combine(keys, Arbitraries.of(Delete.Extent.class)).as(Delete::new),
                keys.map(key -> new Get(key, true, true, true)));
        return operations.list().ofMaxSize(60);
    }

    private Outcome execute(Operation operation, int second) {
        return store.execute(operation, START.plusSeconds(second));
    }

    private static Set file(String path, int seconds) {
        return new Set(new Key(path), Kind.FILE, Optional.of(new Bytes("v")), Optional.of(START.plusSeconds(seconds)));
    }

    private static long index(Outcome outcome) {
        return outcome.reply() instanceof Reply.Done done
                ? done.index()
                : ((Reply.Refused) outcome.reply()).error().index();
    }
}
