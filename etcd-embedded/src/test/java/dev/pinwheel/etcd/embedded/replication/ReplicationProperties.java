package dev.pinwheel.etcd.embedded.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.replication.Scenario.Incident;
import dev.pinwheel.etcd.embedded.replication.Scenario.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever happens to members: the copies are one history. */
final class ReplicationProperties {
    private static final int MOST_MEMBERS = 5;
    private static final int LONGEST = 60;

    @Property
    void onceAllAreBack_allHoldTheSame_andNothingThatWasAcknowledgedIsLost(
            @ForAll("sizes") int members, @ForAll("incidents") List<Step> steps) {
        Scenario scenario = new Scenario(members);
        steps.stream().filter(step -> step.member() < members).forEach(scenario::play);
        scenario.end();

        assertThat(scenario.conflicts()).isEmpty();
        assertThat(scenario.heard()).containsAll(scenario.acknowledged());
        for (int id = 1; id < members; id++) {
            assertThat(scenario.contents(id)).isEqualTo(scenario.contents(0));
        }
        assertThat(scenario.acknowledged())
                .allSatisfy(key -> assertThat(scenario.contents(0)).contains(key + "]"));
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.integers().between(1, MOST_MEMBERS);
    }

    @Provide
    Arbitrary<List<Step>> incidents() {
        Arbitrary<Incident> incidents = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(Incident.class)),
                Tuple.of(2, Arbitraries.of(Incident.WRITE, Incident.WRITE_WITH_TTL)),
                Tuple.of(1, Arbitraries.of(Incident.PASS_TIME)));
        return Combinators.combine(Arbitraries.integers().between(0, MOST_MEMBERS - 1), incidents)
                .as(Step::new)
                .list()
                .ofMaxSize(LONGEST);
    }
}
