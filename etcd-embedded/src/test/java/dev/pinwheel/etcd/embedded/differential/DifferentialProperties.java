package dev.pinwheel.etcd.embedded.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/**
 * Random requests, answered by an embedded and by a real etcd alike.
 *
 * <p>Each try plays as many sequences as the system property {@code differential.sequences} says, by default one.
 */
@Tag("real-etcd")
final class DifferentialProperties {
    private static final int TRIES = 40;
    private static final int SEQUENCES = Integer.getInteger("differential.sequences", 1);
    private static final int LONGEST = 15;

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void everySequenceOfRequests_isAnsweredAlike(@ForAll("sequences") List<List<Step>> sequences)
            throws IOException, InterruptedException {
        Servers servers = Store.getOrCreate(Servers.class, Lifespan.PROPERTY, Servers::start)
                .get();
        for (List<Step> steps : sequences) {
            assertThat(servers.embedded().play(steps))
                    .as("answers to %s", steps)
                    .isEqualTo(servers.real().play(steps));
        }
    }

    @Provide
    Arbitrary<List<List<Step>>> sequences() {
        return steps().list().ofMinSize(1).ofMaxSize(LONGEST).list().ofSize(SEQUENCES);
    }

    private static Arbitrary<Step> steps() {
        Arbitrary<String> keys =
                Arbitraries.of("/a", "/a/x", "/a/x/y", "/a/_s", "/b", "/b/x", "/_h", "/_h/x", "/q", "/q/z");
        Arbitrary<String> offset = Arbitraries.integers().between(0, 12).map(number -> "{+" + number + "}");
        Arbitrary<Step> reads = Combinators.combine(
                        keys,
                        Arbitraries.of(
                                "sorted=true", "recursive=true&sorted=true", "quorum=true&sorted=true&recursive=true"))
                .as((key, parameters) -> new Step("GET", key, parameters));
        Arbitrary<Step> writes = Combinators.combine(
                        keys,
                        some("value=1", "value=2", "value=", "dir=true", "value=1&dir=true"),
                        some("prevExist=true", "prevExist=false", "prevValue=1", "prevIndex={0}"),
                        some("ttl=1000", "refresh=true&ttl=500", "refresh=true", "noValueOnSuccess=true", "ttl="),
                        offset)
                .as((key, value, condition, rest, index) ->
                        new Step("PUT", key, joined(value, condition.replace("{0}", index), rest)));
        Arbitrary<Step> posts = Combinators.combine(keys, some("value=1", "dir=true", "value=2&ttl=1000"))
                .as((key, value) -> new Step("POST", key, value));
        Arbitrary<Step> deletions = Combinators.combine(
                        keys, some("recursive=true", "dir=true"), some("prevValue=1", "prevIndex={0}"), offset)
                .as((key, extent, condition, index) ->
                        new Step("DELETE", key, joined(extent, condition.replace("{0}", index))));
        Arbitrary<Step> watches = Combinators.combine(keys, some("recursive=true"), some("waitIndex={0}"), offset)
                .as((key, extent, since, index) -> new Step("WATCH", key, joined(extent, since.replace("{0}", index))));
        return Arbitraries.frequencyOf(
                Tuple.of(2, reads),
                Tuple.of(6, writes),
                Tuple.of(1, posts),
                Tuple.of(3, deletions),
                Tuple.of(2, watches));
    }

    /** One of them, or none as often as not. */
    private static Arbitrary<String> some(String... parameters) {
        return Arbitraries.of(parameters).optional(0.5).map(one -> one.orElse(""));
    }

    private static String joined(String... parameters) {
        return String.join(
                "&", List.of(parameters).stream().filter(one -> !one.isEmpty()).toList());
    }
}
