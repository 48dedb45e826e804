package dev.pinwheel.etcd.core.client;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Exchange;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/** A scripted transport whose signals are brought to the calling thread (T2.8). */
final class CallerRunsTransport implements TransportFactory, Transport {
    private final ScriptedTransport scripted;
    private final List<Thread> carriers = new CopyOnWriteArrayList<>();

    CallerRunsTransport(ScriptedTransport scripted) {
        this.scripted = scripted;
    }

    /** On which threads exchanges were run. */
    List<Thread> carriers() {
        return List.copyOf(carriers);
    }

    @Override
    public void execute(HttpRequest request, ResponseListener listener) {
        scripted.execute(request, listener);
    }

    @Override
    public void executeOnCaller(HttpRequest request, ResponseListener listener) {
        carriers.add(Thread.currentThread());
        BlockingQueue<Runnable> signals = new LinkedBlockingQueue<>();
        AtomicReference<Exchange> exchange = new AtomicReference<>();
        boolean[] ended = {false};
        scripted.execute(request, new ResponseListener() {
            @Override
            public void onStart(Exchange started) {
                exchange.set(started);
                listener.onStart(started);
            }

            @Override
            public void onHeaders(ResponseHead head) {
                signals.add(() -> listener.onHeaders(head));
            }

            @Override
            public void onData(ByteBuffer chunk) {
                signals.add(() -> listener.onData(chunk));
            }

            @Override
            public void onComplete() {
                signals.add(() -> {
                    ended[0] = true;
                    listener.onComplete();
                });
            }

            @Override
            public void onFailure(TransportException failure) {
                signals.add(() -> {
                    ended[0] = true;
                    listener.onFailure(failure);
                });
            }
        });
        boolean interrupted = false;
        while (!ended[0]) {
            try {
                Runnable signal = signals.take();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                    interrupted = false;
                }
                signal.run();
            } catch (InterruptedException stop) {
                interrupted = true;
                requireNonNull(exchange.get()).cancel();
            }
        }
    }

    @Override
    public String name() {
        return "caller-runs";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.CALLER_RUNS);
    }

    @Override
    public Transport create(TransportConfig config) {
        return this;
    }

    @Override
    public void close() {
        scripted.close();
    }
}
