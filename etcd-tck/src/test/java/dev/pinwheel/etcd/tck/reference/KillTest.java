package dev.pinwheel.etcd.tck.reference;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Every flaw is found by the suite, and fails exactly the rules that it breaks.
 *
 * <p>In an ordinary build these are the flaws that stacks are known to have. The system property {@code etcd.tck.flaws}
 * asks for others: {@code all} of them, or some by name, separated by commas.
 */
@Tag("kill-table")
class KillTest {
    private static final int AT_ONCE = 16;

    /** Much of the suite's time is spent waiting for what a flaw keeps from coming. */
    private static final double HASTE = 0.4;

    private static final double PATIENCE = 1;

    /** Random scripts may or may not meet with a flaw. */
    private static final PostDiscoveryFilter NOTHING_BY_CHANCE =
            test -> FilterResult.includedIf(!test.getUniqueId().toString().contains("T2_T3_Scripts"));

    @TestFactory
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    Stream<DynamicTest> everyFlawFailsExactlyTheRulesThatItBreaks() throws Exception {
        List<Kill> kills = killAll(wanted(System.getProperty("etcd.tck.flaws", "")));
        new KillTable(kills).write(Path.of("target", "etcd-tck", "kill-table.md"));
        return kills.stream().map(kill -> DynamicTest.dynamicTest(kill.flaw().inWords(), kill::check));
    }

    private static Set<Flaw> wanted(String names) {
        return switch (names) {
            case "" -> Flaw.ofManyStacks();
            case "all" -> EnumSet.allOf(Flaw.class);
            default -> Arrays.stream(names.split(",")).map(Flaw::valueOf).collect(Collectors.toSet());
        };
    }

    private static List<Kill> killAll(Collection<Flaw> flaws) throws InterruptedException, ExecutionException {
        ExecutorService runners = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Kill>> running = new ArrayList<>();
            List<Kill> kills = new ArrayList<>();
            if (flaws.contains(Flaw.USES_THE_SYSTEM_PROXY)) {
                // Alone and first: each suite sets a proxy for the whole JVM for a while.
                kills.add(kill(Flaw.USES_THE_SYSTEM_PROXY, HASTE));
            }
            for (Flaw flaw : flaws) {
                if (flaw != Flaw.USES_THE_SYSTEM_PROXY) {
                    running.add(runners.submit(() -> kill(flaw, HASTE)));
                }
            }
            for (Future<Kill> kill : running) {
                kills.add(kill.get());
            }
            return kills.stream().map(KillTest::confirmed).toList();
        } finally {
            runners.shutdownNow();
        }
    }

    /**
     * What was found in haste beside other suites, and should not have been, is tried once more alone and in patience.
     */
    private static Kill confirmed(Kill found) {
        return found.hasSurplus() ? kill(found.flaw(), PATIENCE) : found;
    }

    private static Kill kill(Flaw flaw, double timeFactor) {
        return Kill.of(
                flaw,
                EngineTestKit.engine("junit-jupiter")
                        .configurationParameter(FlawParameters.FLAW, flaw.name())
                        .configurationParameter(FlawParameters.TIME_FACTOR, String.valueOf(timeFactor))
                        .selectors(selectClass(FlawedTransportTck.class))
                        .filters(NOTHING_BY_CHANCE)
                        .execute());
    }
}
