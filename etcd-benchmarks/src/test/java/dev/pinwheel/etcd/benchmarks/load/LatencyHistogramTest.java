package dev.pinwheel.etcd.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    @Property
    void whatIsRead_isWithinAFiftiethOfWhatWasRecorded(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 4_000_000_000_000L) Long> recorded) {
        LatencyHistogram histogram = new LatencyHistogram();
        recorded.forEach(histogram::record);
        List<Long> sorted = recorded.stream().sorted().toList();
        for (double part : new double[] {.5, .9, .99, .999, 1}) {
            long exact = sorted.get((int) Math.ceil(part * sorted.size()) - 1);
            assertThat((double) histogram.nanosAt(part)).isCloseTo((double) exact, within(exact / 50.0 + 1));
        }
        assertThat(histogram.maxNanos()).isEqualTo(sorted.get(sorted.size() - 1));
        assertThat(histogram.count()).isEqualTo(recorded.size());
    }

    @Test
    void nothing_isZero() {
        assertThat(new LatencyHistogram().nanosAt(.5)).isZero();
        assertThat(new LatencyHistogram().maxNanos()).isZero();
    }

    @Test
    void two_addUp() {
        LatencyHistogram one = new LatencyHistogram();
        LatencyHistogram other = new LatencyHistogram();
        one.record(10);
        other.record(50);
        one.add(other);
        assertThat(one.count()).isEqualTo(2);
        assertThat(one.nanosAt(1)).isEqualTo(50);
    }
}
