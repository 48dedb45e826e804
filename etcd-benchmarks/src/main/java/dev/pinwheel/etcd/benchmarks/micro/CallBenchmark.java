package dev.pinwheel.etcd.benchmarks.micro;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.AsyncKeysApi;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.spi.Capability;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Whole calls of a client whose transport answers at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {
    /** Whether a blocking call is carried by its caller's thread. */
    @Param({"true", "false"})
    public boolean callerRuns;

    private EtcdClient client = builder(true).build();
    private EtcdClient pooled = builder(true).build();
    private KeysApi keys = client.keys();
    private AsyncKeysApi async = client.async().keys();
    private AsyncKeysApi asyncOnPool = pooled.async().keys();

    /** Builds the clients. */
    @Setup
    public void open() {
        close();
        client = builder(callerRuns).callbackExecutor(Runnable::run).build();
        pooled = builder(callerRuns).build();
        keys = client.keys();
        async = client.async().keys();
        asyncOnPool = pooled.async().keys();
    }

    private static EtcdClient.Builder builder(boolean callerRuns) {
        Set<Capability> capabilities = callerRuns ? Set.of(Capability.CALLER_RUNS) : Set.of();
        return EtcdClient.builder()
                .endpoints("http://10.0.0.1:2379", "http://10.0.0.2:2379", "http://10.0.0.3:2379")
                .transport(new InstantTransport(capabilities, Answers.file()))
                .healthInterval(Duration.ZERO); // The answer to a probe would be the one to everything.
    }

    /** Closes the clients. */
    @TearDown
    public void close() {
        client.close();
        pooled.close();
    }

    /** A read that the caller waits for. */
    @Benchmark
    public KeysResponse get() {
        return keys.get("/registry/service-42");
    }

    /** A write that the caller waits for. */
    @Benchmark
    public KeysResponse set() {
        return keys.set("/registry/service-42", "a value of some 16");
    }

    /** A read whose future is complete by the time it is given out. */
    @Benchmark
    public KeysResponse asyncGet() {
        return async.get("/registry/service-42").join();
    }

    /** The same when it is completed on the executor that a client has unless it is told otherwise. */
    @Benchmark
    public KeysResponse asyncGetOnPool() {
        return asyncOnPool.get("/registry/service-42").join();
    }
}
