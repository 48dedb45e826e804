package dev.pinwheel.etcd.benchmarks.micro;

import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.keys.KeysCodec;
import dev.pinwheel.etcd.keys.KeysResponse;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads an answer about one file, or a directory of many: by the engine, and by a loop written by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodingBenchmark {
    private final KeysCodec codec = new KeysCodec();
    private final HandWrittenReader byHand = new HandWrittenReader();

    /** How many files are in the directory; 0 for one file and no directory. */
    @Param({"0", "1000", "10000"})
    public int files;

    private EtcdAnswer answer = Answers.with(Answers.file());

    /** Makes the answer. */
    @Setup
    public void prepare() {
        answer = Answers.with(files == 0 ? Answers.file() : Answers.directory(files));
    }

    /** As the engine does. */
    @Benchmark
    public KeysResponse engine() throws UnexpectedAnswerException {
        return codec.decode(answer);
    }

    /** The yardstick. */
    @Benchmark
    public KeysResponse byHand() {
        return byHand.read(answer);
    }
}
