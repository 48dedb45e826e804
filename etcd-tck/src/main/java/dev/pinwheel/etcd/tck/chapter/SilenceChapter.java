package dev.pinwheel.etcd.tck.chapter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.certification.Vigil;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** T6.5: exchanges that have been silent since the suite began. */
public abstract class SilenceChapter {

    @Test
    @Certifies(Rule.T6_5)
    void T6_5_anExchangeMayBeSilentForEver(Bench bench, Vigil vigil) throws Exception {
        for (RecordingListener listener : vigil.awaitAnswers()) {
            bench.judge(listener);
            assertTrue(List.of("late", "ab").contains(listener.awaitBody()), "the answer came late, but whole");
        }
    }
}
