package dev.pinwheel.etcd.tck.chapter;

import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.certification.Settings;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.script.ScriptProperty;
import org.junit.jupiter.api.Test;

/** T2.3 to T2.5, T3.4, T3.6, T3.7 and T3.11, tried with random scripts. */
public abstract class ScriptChapter {
    private static final int TRIES = 400;

    @Test
    @Certifies({Rule.T2_3, Rule.T2_4, Rule.T2_5, Rule.T3_4, Rule.T3_6, Rule.T3_7, Rule.T3_11})
    void T2_T3_anyScriptEndsAsTheModelSays(Bench bench, Settings settings) throws Exception {
        new ScriptProperty(settings.seed(), bench).check(TRIES);
    }
}
