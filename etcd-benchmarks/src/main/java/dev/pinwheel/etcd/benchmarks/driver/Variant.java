package dev.pinwheel.etcd.benchmarks.driver;

import dev.pinwheel.etcd.benchmarks.byhand.ByHand;
import dev.pinwheel.etcd.benchmarks.byhand.Stacks;
import dev.pinwheel.etcd.benchmarks.client.Sdk;
import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.benchmarks.load.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Whose calls are measured. */
enum Variant {
    /** The client on Apache's HttpClient. */
    APACHE,
    /** The client on OkHttp. */
    OKHTTP,
    /** The client on Jetty's HttpClient. */
    JETTY,
    /** Apache's HttpClient by hand. */
    RAW_APACHE,
    /** OkHttp by hand. */
    RAW_OKHTTP,
    /** Jetty's HttpClient by hand. */
    RAW_JETTY;

    private static final String RAW = "raw-";

    /** What the command line calls it. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the figures call it, beside other drivers'. */
    String driverName() {
        return isRaw() ? wireName() : "pinwheel-" + wireName();
    }

    /**
     * Makes the client.
     *
     * @param endpoints at least one; the stacks by hand use the first
     * @param timeout the most that a call may take; zero for what the client does of itself
     * @param mode how it will be called
     */
    Target connect(List<String> endpoints, Duration timeout, Mode mode) {
        String stack = isRaw() ? wireName().substring(RAW.length()) : wireName();
        return isRaw()
                ? new ByHand(Stacks.start(stack, endpoints.get(0), timeout, mode != Mode.ASYNC))
                : Sdk.on(stack, endpoints, timeout);
    }

    private boolean isRaw() {
        return wireName().startsWith(RAW);
    }
}
