package dev.pinwheel.etcd.benchmarks.micro;

import dev.pinwheel.etcd.core.failover.AttemptResult;
import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.core.failover.EndpointRing;
import dev.pinwheel.etcd.core.failover.FailoverCall;
import dev.pinwheel.etcd.core.failover.Rings;
import dev.pinwheel.etcd.core.failover.Step;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What is decided for a call that its first endpoint answers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FailoverBenchmark {
    private final Rings rings = new Rings(new EndpointRing(
            List.of(
                    URI.create("http://10.0.0.1:2379"),
                    URI.create("http://10.0.0.2:2379"),
                    URI.create("http://10.0.0.3:2379")),
            1,
            Set.of()));
    private final AttemptResult<String, String> answer = new AttemptResult.Answer<>("{}");

    /** Where the call begins, what follows from the answer, and the news for the ring. */
    @Benchmark
    public String answered(Blackhole attempt) {
        EndpointRing startedFrom = rings.current();
        FailoverCall call = FailoverCall.on(startedFrom, CallKind.READ);
        attempt.consume(call); // An attempt keeps it until it ends, so it has to be made.
        attempt.consume(call.endpoint());
        Step<String, String> step = call.after(answer);
        if (step instanceof Step.Answered<String, String> answered) {
            rings.report(startedFrom, answered.news());
            return answered.answer();
        }
        throw new IllegalStateException("not answered: " + step);
    }
}
