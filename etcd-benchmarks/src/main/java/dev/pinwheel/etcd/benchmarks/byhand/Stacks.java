package dev.pinwheel.etcd.benchmarks.byhand;

import java.time.Duration;

/** Makes stacks by name. */
public final class Stacks {
    private Stacks() {}

    /**
     * Makes a stack.
     *
     * @param name apache, okhttp or jetty
     * @param endpoint the only one that it talks to
     * @param timeout the most that a call may take; zero for no limit
     * @param blocking whether it will only be asked for blocking calls, for which Apache has another client
     */
    public static Stack start(String name, String endpoint, Duration timeout, boolean blocking) {
        WireCall wire = WireCall.to(endpoint);
        long millis = timeout.toMillis();
        return switch (name) {
            case "apache" -> blocking ? ApacheClassic.start(wire, millis) : ApacheAsync.start(wire, millis);
            case "okhttp" -> OkHttpStack.start(wire, millis);
            case "jetty" -> JettyStack.start(wire, millis);
            default -> throw new IllegalArgumentException("no stack by hand is called " + name);
        };
    }
}
