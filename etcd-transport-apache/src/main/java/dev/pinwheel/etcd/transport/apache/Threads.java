package dev.pinwheel.etcd.transport.apache;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a transport beside HttpClient's own (T7.5). */
final class Threads {
    private static final int MAX_LOOKUPS = 32;
    private static final int LOOKUP_IDLE_SECONDS = 10;

    private Threads() {}

    /** Where host names are looked up; a look-up cannot be interrupted, so there may be several. */
    static ExecutorService lookups(ThreadFactory threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_LOOKUPS, MAX_LOOKUPS, LOOKUP_IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static ScheduledExecutorService timer(ThreadFactory threads) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
