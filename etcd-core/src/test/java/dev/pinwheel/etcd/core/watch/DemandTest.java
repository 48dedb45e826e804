package dev.pinwheel.etcd.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemandTest {
    private final Demand demand = new Demand();

    @Test
    void W8_whateverIsAskedFor_twoAreFetchedAtOnce() {
        assertThat(demand.more(Long.MAX_VALUE)).isEqualTo(2);
        assertThat(demand.more(5)).isZero();
        for (int i = 0; i < 10; i++) {
            assertThat(demand.dealtWithOne()).isEqualTo(1);
        }
    }

    @Test
    void noMoreIsFetched_thanWasAskedFor() {
        assertThat(demand.more(1)).isEqualTo(1);
        assertThat(demand.dealtWithOne()).isZero();
        assertThat(demand.more(3)).isEqualTo(2);
        assertThat(demand.dealtWithOne()).isEqualTo(1);
        assertThat(demand.dealtWithOne()).isZero();
        assertThat(demand.dealtWithOne()).isZero();
    }
}
