package dev.pinwheel.etcd.benchmarks.faultlog;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes a line for each call or event, {@code L <op> <start, epoch µs> <latency µs> <outcome> <value or ->}, and
 * flushes them every 50 ms. Safe for use by many threads.
 */
final class LogLines implements AutoCloseable {
    private static final int FLUSH_MILLIS = 50;

    private final PrintStream out;
    private final StringBuilder pending = new StringBuilder();
    private final ScheduledExecutorService flushes = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "fault-log");
        thread.setDaemon(true);
        return thread;
    });

    private LogLines(PrintStream out) {
        this.out = out;
    }

    static LogLines to(PrintStream out) {
        LogLines lines = new LogLines(out);
        var unused = lines.flushes.scheduleAtFixedRate(lines::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        return lines;
    }

    /**
     * Adds a line.
     *
     * @param op what was called
     * @param began when
     * @param took how long
     * @param outcome ok, start, or the class of a failure
     * @param value what was read or written; empty for none
     */
    void add(String op, Instant began, Duration took, String outcome, String value) {
        String line = "L " + op + ' ' + ChronoUnit.MICROS.between(Instant.EPOCH, began) + ' ' + took.toNanos() / 1_000
                + ' ' + outcome + ' ' + (value.isEmpty() ? "-" : value) + '\n';
        synchronized (pending) {
            pending.append(line);
        }
    }

    @Override
    public void close() {
        flushes.shutdownNow();
        flush();
    }

    private void flush() {
        String lines;
        synchronized (pending) {
            lines = pending.toString();
            pending.setLength(0);
        }
        out.print(lines);
        out.flush();
    }
}
