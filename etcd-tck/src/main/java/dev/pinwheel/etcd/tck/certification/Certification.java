package dev.pinwheel.etcd.tck.certification;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.Carrier;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Ties the chapters to JUnit: which tests run, with what, how long, and what their failures mean. */
public final class Certification
        implements BeforeAllCallback, AfterAllCallback, ExecutionCondition, ParameterResolver, InvocationInterceptor {
    private final Supplier<Settings> source;
    private volatile @Nullable Results results;
    private volatile @Nullable Vigil vigil;
    private volatile String suite = "";

    /**
     * Ties one class to JUnit.
     *
     * @param source says what is set; asked for once, before the first test
     */
    public Certification(Supplier<Settings> source) {
        this.source = source;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (suite.isEmpty()) {
            suite = context.getUniqueId();
            Settings settings = source.get();
            results = new Results(settings);
            vigil = settings.skips().containsKey(Rule.T6_5) ? null : Vigil.begin(settings);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (suite.equals(context.getUniqueId())) {
            new ComplianceReport(results()).publish();
            Vigil kept = vigil;
            if (kept != null) {
                kept.close();
            }
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        AnnotatedElement element = context.getElement().orElseThrow();
        Settings settings = results().settings();
        return Stream.of(lackOfCapability(element, settings), lackOfScale(element, settings), skip(element, settings))
                .flatMap(Optional::stream)
                .findFirst()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("applies"));
    }

    private static Optional<String> lackOfCapability(AnnotatedElement element, Settings settings) {
        return AnnotationSupport.findAnnotation(element, Needs.class)
                .filter(needs -> !settings.factory().capabilities().contains(needs.value()))
                .map(needs -> "the transport does not declare " + needs.value());
    }

    private static Optional<String> lackOfScale(AnnotatedElement element, Settings settings) {
        return AnnotationSupport.findAnnotation(element, AtScale.class)
                .filter(scale -> !settings.scale())
                .map(scale -> "needs the setting scale");
    }

    private static Optional<String> skip(AnnotatedElement element, Settings settings) {
        return rulesOf(element)
                .filter(settings.skips()::containsKey)
                .map(rule -> rule.id() + " is skipped: " + settings.skips().get(rule))
                .findFirst();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Bench.class || type == Settings.class || type == Vigil.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Vigil.class) {
            return requireNonNull(vigil, "vigil");
        }
        Settings settings = results().settings();
        return type == Settings.class
                ? settings
                : new Bench(
                        settings.factory(),
                        settings.patience(),
                        isOnCaller(context) ? Carrier.CALLER : Carrier.TRANSPORT);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        certify(invocation, call, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        certify(invocation, call, context);
    }

    private void certify(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        Trial trial = new Trial(
                rulesOf(call.getExecutable()).collect(Collectors.toSet()),
                isOnCaller(context),
                results().settings().patience());
        try (Bench bench = benchOf(call)) {
            trial.run(invocation, bench);
        } finally {
            results().add(context.getDisplayName(), trial);
        }
    }

    private static Bench benchOf(ReflectiveInvocationContext<Method> call) {
        return call.getArguments().stream()
                .filter(Bench.class::isInstance)
                .map(Bench.class::cast)
                .findAny()
                .orElseThrow(() -> new IllegalStateException(call.getExecutable() + " takes no " + Bench.class));
    }

    private static Stream<Rule> rulesOf(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, Certifies.class).stream()
                .flatMap(certifies -> Arrays.stream(certifies.value()));
    }

    private static boolean isOnCaller(ExtensionContext context) {
        return Stream.<Class<?>>iterate(context.getRequiredTestClass(), c -> c != null, Class::getEnclosingClass)
                .anyMatch(c -> c.isAnnotationPresent(OnCaller.class));
    }

    private Results results() {
        return requireNonNull(results, "results before the first test");
    }
}
