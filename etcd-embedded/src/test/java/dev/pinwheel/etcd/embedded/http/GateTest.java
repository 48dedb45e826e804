package dev.pinwheel.etcd.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gate whose workers are the test itself. */
final class GateTest {
    private final List<String> done = new ArrayList<>();
    private final Gate gate = new Gate(Runnable::run);

    @Test
    void anOpenGate_letsTasksPass() {
        gate.execute(() -> done.add("executed"));
        gate.pass(() -> done.add("passed"));

        assertThat(done).containsExactly("executed", "passed");
    }

    @Test
    void aClosedGate_keepsTasks_untilItOpens() {
        gate.close();
        gate.execute(() -> done.add("executed"));
        gate.pass(() -> done.add("passed"));
        assertThat(done).isEmpty();

        gate.open();

        assertThat(done).containsExactly("executed", "passed");
    }

    @Test
    void whatIsHandedOver_waitsAsWell_andIsDroppedAfterTheEnd() {
        gate.close();
        gate.handOver(() -> done.add("before"));
        gate.open();
        gate.endWith(() -> done.add("end"));
        gate.handOver(() -> done.add("after"));

        assertThat(done).containsExactly("before");
    }

    @Test
    void openingTwice_runsTasksOnce() {
        gate.close();
        gate.pass(() -> done.add("once"));

        gate.open();
        gate.open();

        assertThat(done).containsExactly("once");
    }

    @Test
    void afterItsEnd_aGateRunsTheLastTaskInPlaceOfOthers() {
        gate.close();
        gate.endWith(() -> done.add("end"));

        gate.execute(() -> done.add("never"));

        assertThat(done).containsExactly("end");
    }
}
