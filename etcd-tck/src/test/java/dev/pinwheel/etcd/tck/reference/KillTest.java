package dev.pinwheel.etcd.tck.reference;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Every flaw is found by the suite, and fails exactly the rules that it breaks. */
@EnabledIfSystemProperty(
        named = "etcd.tck.killTable",
        matches = "true",
        disabledReason = "takes four minutes on two cores: run it with -Detcd.tck.killTable=true")
class KillTest {
    private static final int AT_ONCE = Integer.getInteger("etcd.tck.flaws.atOnce", 12);

    @TestFactory
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    Stream<DynamicTest> everyFlawFailsExactlyTheRulesThatItBreaks() throws Exception {
        List<Kill> kills = killAll();
        new KillTable(kills).write(Path.of("target", "etcd-tck", "kill-table.md"));
        return kills.stream().map(kill -> DynamicTest.dynamicTest(kill.flaw().inWords(), kill::check));
    }

    private static List<Kill> killAll() throws InterruptedException, ExecutionException {
        String only = System.getProperty("etcd.tck.flaws.only", "");
        ExecutorService runners = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Kill>> running = new ArrayList<>();
            List<Kill> kills = new ArrayList<>();
            if (only.isEmpty()) {
                kills.add(kill(Flaw.USES_THE_SYSTEM_PROXY)); // Alone: the suite sets a proxy for the whole JVM.
            }
            for (Flaw flaw : Flaw.values()) {
                boolean wanted = only.isEmpty() || List.of(only.split(",")).contains(flaw.name());
                if (wanted && flaw != Flaw.USES_THE_SYSTEM_PROXY) {
                    running.add(runners.submit(() -> kill(flaw)));
                }
            }
            for (Future<Kill> kill : running) {
                kills.add(kill.get());
            }
            return kills;
        } finally {
            runners.shutdownNow();
        }
    }

    private static Kill kill(Flaw flaw) {
        long started = System.nanoTime();
        return Kill.of(
                flaw,
                EngineTestKit.engine("junit-jupiter")
                        .configurationParameter(FlawParameter.KEY, flaw.name())
                        .selectors(selectClass(FlawedTransportTck.class))
                        .execute(),
                System.nanoTime() - started);
    }
}
