package dev.pinwheel.etcd.benchmarks.micro;

import dev.pinwheel.etcd.core.dispatch.Wire;
import dev.pinwheel.etcd.core.keys.KeysCodec;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Makes of a set what a transport is given. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodingBenchmark {
    private final KeysCodec codec = new KeysCodec();

    /** How many characters the value has. */
    @Param({"16", "1024"})
    public int length;

    private String value = "";

    /** Makes the value, of which one character in eight has to be escaped. */
    @Setup
    public void prepare() {
        value = "a value ".repeat(length / 8);
    }

    /** Key, options, value, URI and headers. */
    @Benchmark
    public HttpRequest set() {
        return Wire.to(Answers.ENDPOINT, codec.set("/registry/service-42", value));
    }
}
