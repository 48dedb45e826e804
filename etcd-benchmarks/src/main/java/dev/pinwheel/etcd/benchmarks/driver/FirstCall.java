package dev.pinwheel.etcd.benchmarks.driver;

import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.benchmarks.client.Target;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/**
 * A client that has made its first call, which costs it classes and a connection.
 *
 * @param target the client
 * @param millis that the call took until its answer or its failure; making the client is not in it
 */
record FirstCall(Target target, double millis) {

    static FirstCall of(CommandLine line, Call call) {
        Target target = line.variant().connect(line.endpoints(), line.timeout(), line.mode());
        long begun = System.nanoTime();
        try {
            var unused = line.mode().caller(target).call(call);
        } catch (IOException | EtcdException | CompletionException failed) {
            return new FirstCall(target, millisSince(begun)); // What fails here fails again where it is counted.
        }
        return new FirstCall(target, millisSince(begun));
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
