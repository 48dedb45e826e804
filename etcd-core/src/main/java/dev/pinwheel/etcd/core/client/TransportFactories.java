package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.spi.TransportFactory;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the transports on the path, and the one to use. */
final class TransportFactories {
    private static final String WAYS =
            "dev.pinwheel.etcd:etcd-transport-apache, etcd-transport-okhttp and etcd-transport-jetty";

    private TransportFactories() {}

    /** All that the class loaders of this thread and of the engine can see. */
    static List<TransportFactory> onPath() {
        List<TransportFactory> found = new ArrayList<>();
        ServiceLoader.load(TransportFactory.class).forEach(found::add);
        if (found.isEmpty()) {
            ServiceLoader.load(TransportFactory.class, TransportFactories.class.getClassLoader())
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    /**
     * The only one.
     *
     * @throws IllegalStateException if there is none, or more than one; the message names the jars and the ways out
     */
    static TransportFactory only(List<TransportFactory> factories) {
        if (factories.isEmpty()) {
            throw new IllegalStateException(
                    "no etcd transport on the path; declare one of " + WAYS + " as a dependency");
        }
        if (factories.size() > 1) {
            throw new IllegalStateException(factories.size() + " etcd transports on the path: " + describe(factories)
                    + "; remove all but one of these dependencies, or choose in the builder: transport(\""
                    + factories.get(0).name() + "\")");
        }
        return factories.get(0);
    }

    /**
     * The one of that name.
     *
     * @throws IllegalStateException if there is none of that name; the message says which there are
     */
    static TransportFactory named(String name, List<TransportFactory> factories) {
        return factories.stream()
                .filter(factory -> factory.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no etcd transport named \"" + name
                        + "\" on the path; there "
                        + (factories.isEmpty() ? "is none: declare one of " + WAYS : "is " + describe(factories))));
    }

    private static String describe(List<TransportFactory> factories) {
        return factories.stream()
                .map(factory -> "\"" + factory.name() + "\" (" + jarOf(factory) + ")")
                .collect(Collectors.joining(" and "));
    }

    private static String jarOf(TransportFactory factory) {
        CodeSource source = factory.getClass().getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return factory.getClass().getName();
        }
        return source.getLocation().getPath();
    }
}
