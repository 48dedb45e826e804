package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.tck.bench.Patience;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Tells the suite which flaw to run on, and how patiently, by configuration parameters of JUnit's. */
final class FlawParameters implements ParameterResolver {
    static final String FLAW = "etcd.tck.flaw";
    static final String TIME_FACTOR = "etcd.tck.flaw.timeFactor";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Flaw.class || type == Patience.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Flaw.class
                ? Flaw.valueOf(context.getConfigurationParameter(FLAW).orElseThrow())
                : new Patience(Double.parseDouble(
                        context.getConfigurationParameter(TIME_FACTOR).orElseThrow()));
    }
}
