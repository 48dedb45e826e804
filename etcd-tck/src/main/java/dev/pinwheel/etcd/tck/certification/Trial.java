package dev.pinwheel.etcd.tck.certification;

import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.bench.Violation;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.rule.RuleBroken;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.opentest4j.TestAbortedException;

/** One run of one test: on a thread that can be given up, and with the rules that it has found broken. */
final class Trial {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long GLANCE_MILLIS = 200;

    private final Set<Rule> rules;
    private final boolean onCaller;
    private final Patience patience;
    private Duration took = Duration.ZERO;
    private boolean aborted;
    private @Nullable RuleBroken broken;

    Trial(Set<Rule> rules, boolean onCaller, Patience patience) {
        this.rules = onCaller ? EnumSet.of(Rule.T2_8) : rules;
        this.onCaller = onCaller;
        this.patience = patience;
    }

    Set<Rule> rules() {
        return rules;
    }

    Duration took() {
        return took;
    }

    boolean hasPassed() {
        return !aborted && broken == null;
    }

    Optional<RuleBroken> broken() {
        return Optional.ofNullable(broken);
    }

    void run(InvocationInterceptor.Invocation<Void> test, Bench bench) throws Throwable {
        long started = System.nanoTime();
        try {
            runInTime(test, bench);
        } catch (TestAbortedException cannotBeTried) {
            aborted = true;
            throw cannotBeTried;
        } catch (RuleBroken named) {
            throw remember(named);
        } catch (Exception | AssertionError failed) {
            throw remember(
                    bench.violations().isEmpty()
                            ? new RuleBroken(rules, inWords(failed), failed)
                            : violated(bench.violations(), failed));
        } finally {
            took = Duration.ofNanos(System.nanoTime() - started);
        }
        if (!bench.violations().isEmpty()) {
            throw remember(violated(bench.violations(), new AssertionError(inWords(bench.violations()))));
        }
    }

    private RuleBroken remember(RuleBroken failure) {
        broken = failure;
        return failure;
    }

    private void runInTime(InvocationInterceptor.Invocation<Void> test, Bench bench) throws Throwable {
        FutureTask<Void> task = new FutureTask<>(() -> proceed(test));
        Thread thread = new Thread(task, "tck-test");
        thread.setDaemon(true);
        thread.start();
        try {
            await(task, bench);
        } catch (ExecutionException failed) {
            throw failed.getCause();
        } catch (TimeoutException late) {
            StackTraceElement[] stack = thread.getStackTrace();
            AssertionError hung = new AssertionError("the test hung; its thread was at\n    "
                    + Arrays.stream(stack).map(StackTraceElement::toString).collect(Collectors.joining("\n    ")));
            thread.interrupt();
            throw hung;
        }
    }

    private void await(FutureTask<Void> task, Bench bench)
            throws InterruptedException, ExecutionException, TimeoutException {
        long started = System.nanoTime();
        while (true) {
            try {
                task.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException late) {
                boolean overdue =
                        System.nanoTime() - started > patience.of(LIMIT).toNanos();
                if (overdue || bench.isStuck()) {
                    throw late;
                }
            }
        }
    }

    private static Void proceed(InvocationInterceptor.Invocation<Void> test) throws Exception {
        try {
            return test.proceed();
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable other) {
            throw new IllegalStateException(other);
        }
    }

    /** What was noticed on the side names rules; what the test found then may only follow from that. */
    private RuleBroken violated(List<Violation> violations, Throwable failed) {
        Set<Rule> found =
                onCaller ? rules : violations.stream().map(Violation::rule).collect(Collectors.toSet());
        return new RuleBroken(found, inWords(violations) + "\n  in the end: " + inWords(failed), failed);
    }

    private static String inWords(Throwable failed) {
        return String.valueOf(failed instanceof AssertionError ? failed.getMessage() : failed);
    }

    private static String inWords(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.rule().id() + " " + violation.what())
                .collect(Collectors.joining("; "));
    }
}
