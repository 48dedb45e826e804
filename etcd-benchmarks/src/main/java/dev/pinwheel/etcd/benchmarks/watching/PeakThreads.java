package dev.pinwheel.etcd.benchmarks.watching;

import dev.pinwheel.etcd.benchmarks.figures.ProcessStatus;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks 20 times a second how many threads there are. */
final class PeakThreads implements AutoCloseable {
    private static final int PERIOD_MILLIS = 50;

    private final AtomicLong peak = new AtomicLong();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "peak-threads");
        thread.setDaemon(true);
        return thread;
    });

    private PeakThreads() {}

    static PeakThreads watch() {
        PeakThreads peak = new PeakThreads();
        var unused = peak.looks.scheduleAtFixedRate(peak::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return peak;
    }

    /** The most that were seen. */
    long threads() {
        look();
        return peak.get();
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private void look() {
        peak.accumulateAndGet(ProcessStatus.threads(), Math::max);
    }
}
