package dev.pinwheel.etcd.benchmarks.load;

import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.VirtualThreads;

/** How calls are kept in flight. */
public enum Mode {
    /** Blocking calls, each on a platform thread of its own. */
    SYNC,
    /** Futures. */
    ASYNC,
    /** Blocking calls, each on a virtual thread of its own. */
    VIRTUAL;

    /** What the command line calls it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A way to call a target, and to wait for the answer. */
    @FunctionalInterface
    public interface Caller {
        /** Calls, and waits. */
        KeysResponse call(Call call) throws IOException;
    }

    /** The way of this mode to call a target, for those who wait. */
    public Caller caller(Target target) {
        return this == ASYNC ? call -> target.start(call).join() : target::call;
    }

    /** Where blocking callers run; empty if this Java has no such threads. */
    public Optional<Executor> threads() {
        if (this == VIRTUAL) {
            // Built for 17, which has no name for them; Jetty knows the way.
            return Optional.ofNullable(VirtualThreads.getNamedVirtualThreadsExecutor("bench-"));
        }
        return Optional.of(task -> {
            Thread thread = new Thread(task, "bench");
            thread.setDaemon(true);
            thread.start();
        });
    }
}
