package dev.pinwheel.etcd.tck.certification;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static dev.pinwheel.etcd.tck.server.Scripts.warmThen;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.Carrier;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Exchanges whose servers are silent for long. They begin with the suite, so that their time passes while other tests
 * run.
 */
public final class Vigil implements AutoCloseable {
    private static final Duration LONGER_THAN_USUAL_DEFAULTS = Duration.ofMillis(11_500);

    private final Bench bench;
    private final Semaphore mayAnswer = new Semaphore(0);
    private final FutureTask<List<RecordingListener>> opening = new FutureTask<>(this::open);
    private volatile long openSince;

    private Vigil(Bench bench) {
        this.bench = bench;
    }

    /** Opens the exchanges, on a thread of its own, for a transport may hang. */
    static Vigil begin(Settings settings) {
        Vigil vigil = new Vigil(new Bench(settings.factory(), settings.patience(), Carrier.TRANSPORT));
        Thread opener = new Thread(vigil.opening, "tck-vigil");
        opener.setDaemon(true);
        opener.start();
        return vigil;
    }

    private List<RecordingListener> open() throws Exception {
        Script late = warmThen(connection -> {
            mayAnswer.acquire();
            connection.write(ok("late"));
            connection.stall();
        });
        Script half = warmThen(connection -> {
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na");
            mayAnswer.acquire();
            connection.write("b");
            connection.stall();
        });
        Transport hasty = bench.transport(options -> options.connectionIdleTimeout(Duration.ofMillis(150))
                .tls(bench.certificates().client()));
        List<RawServer> servers = List.of(
                bench.plain(late),
                bench.plain(half),
                bench.tls(bench.certificates().server(), late),
                bench.tls(bench.certificates().server(), half));
        List<RecordingListener> listeners = new ArrayList<>();
        for (RawServer server : servers) {
            bench.execute(hasty, get(server.uri("/warm"))).awaitBody();
            listeners.add(bench.execute(hasty, get(server.uri("/reused"))));
            listeners.add(bench.execute(hasty, get(server.uri("/fresh"))));
            if (bench.factory().capabilities().contains(Capability.CALLER_RUNS)) {
                bench.executeOnCaller(hasty, get(server.uri("/warm"))).awaitBody();
                listeners.add(bench.executeOnCaller(hasty, get(server.uri("/reused"))));
                listeners.add(bench.executeOnCaller(hasty, get(server.uri("/fresh"))));
            }
        }
        openSince = System.nanoTime();
        return listeners;
    }

    /**
     * Waits until the exchanges have been silent for longer than the usual defaults for reads and calls, which are 10 s
     * and less, and lets their servers answer.
     *
     * @return one for each exchange, whose body is to be "late" or "ab"
     * @throws Exception if an exchange could not be opened, or the thread is interrupted
     */
    public List<RecordingListener> awaitAnswers() throws Exception {
        try {
            List<RecordingListener> listeners =
                    opening.get(bench.patience().limit().toNanos(), TimeUnit.NANOSECONDS);
            Duration silent = Duration.ofNanos(System.nanoTime() - openSince);
            bench.patience().pause(LONGER_THAN_USUAL_DEFAULTS.minus(silent));
            mayAnswer.release(listeners.size());
            return listeners;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } catch (TimeoutException late) {
            throw new AssertionError("the exchanges do not come to be", late);
        }
    }

    @Override
    public void close() {
        bench.close();
    }
}
