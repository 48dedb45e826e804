package dev.pinwheel.etcd.tck.reference;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Tells the suite which flaw to run on, by a configuration parameter of JUnit's. */
final class FlawParameter implements ParameterResolver {
    static final String KEY = "etcd.tck.flaw";
    static final double TIME_FACTOR = Double.parseDouble(System.getProperty("etcd.tck.flaws.timeFactor", "0.4"));

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Flaw.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Flaw.valueOf(context.getConfigurationParameter(KEY).orElseThrow());
    }
}
