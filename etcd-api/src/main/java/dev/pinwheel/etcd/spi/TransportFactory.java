package dev.pinwheel.etcd.spi;

import java.util.Set;

/**
 * Makes transports of one HTTP stack; found by {@link java.util.ServiceLoader}, so it has a public constructor without
 * parameters.
 *
 * <p>Safe for use by many threads.
 */
public interface TransportFactory {

    /**
     * The name by which users choose this stack.
     *
     * @return a short lower-case word, such as "jetty"
     */
    String name();

    /**
     * What the transports of this factory can do.
     *
     * @return an immutable set, perhaps empty
     */
    Set<Capability> capabilities();

    /**
     * Makes a transport, without any network I/O (T1.1), which shares nothing that {@code close} releases with any
     * other (T1.3).
     *
     * @param config what users ask for
     * @return a usable transport, which the caller closes
     * @throws UnsupportedOptionException if the stack cannot honour an option; none is ever ignored (T1.2)
     */
    Transport create(TransportConfig config);
}
