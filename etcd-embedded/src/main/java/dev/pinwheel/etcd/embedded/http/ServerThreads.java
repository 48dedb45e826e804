package dev.pinwheel.etcd.embedded.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one run of a server: daemons of one name that end with it.
 *
 * <p>The JDK's server names its own two threads itself. They are made in our thread group, where they can be found and
 * named again.
 */
final class ServerThreads {
    // Handlers never wait for anything but the bytes of their own request, so few threads serve many clients.
    private static final int MAX_WORKERS = 64;
    private static final long IDLE_SECONDS = 5;
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final String prefix;
    private final ThreadGroup group;
    private final AtomicInteger workerCount = new AtomicInteger();
    private final ThreadPoolExecutor workers;

    ServerThreads(String prefix) {
        this.prefix = prefix;
        this.group = new ThreadGroup(prefix);
        this.workers = new ThreadPoolExecutor(
                MAX_WORKERS,
                MAX_WORKERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> daemon(task, "worker-" + workerCount.incrementAndGet()),
                // What comes after the end has nobody left to answer.
                new ThreadPoolExecutor.DiscardPolicy());
        workers.allowCoreThreadTimeOut(true);
    }

    /** Makes and starts a server. */
    interface Starter {
        HttpServer start() throws IOException;
    }

    ThreadPoolExecutor workers() {
        return workers;
    }

    /** Starts a server whose threads belong here. */
    HttpServer start(Starter starter) throws IOException {
        CompletableFuture<HttpServer> started = new CompletableFuture<>();
        daemon(() -> complete(started, starter), "starter").start();
        try {
            HttpServer server = started.join();
            living().stream()
                    .filter(thread -> !thread.getName().startsWith(prefix))
                    .forEach(thread -> thread.setName(prefix + "-" + thread.getName()));
            return server;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof UncheckedIOException unchecked) {
                throw Objects.requireNonNull(unchecked.getCause());
            }
            throw failure;
        }
    }

    /** Ends the workers and waits until no thread is left. */
    void end() {
        workers.shutdownNow();
        long deadline = System.nanoTime() + LONGEST_END.toNanos();
        for (Thread thread : living()) {
            joinUntil(deadline, thread);
        }
    }

    private static void complete(CompletableFuture<HttpServer> started, Starter starter) {
        try {
            started.complete(starter.start());
        } catch (IOException failure) {
            started.completeExceptionally(new UncheckedIOException(failure));
        } catch (RuntimeException | Error failure) {
            started.completeExceptionally(failure);
        }
    }

    private Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(group, task, prefix + "-" + name);
        thread.setDaemon(true);
        return thread;
    }

    private List<Thread> living() {
        // Room for some more than were counted; a group does not say when the array was too short.
        Thread[] found = new Thread[2 * group.activeCount() + MAX_WORKERS];
        return Arrays.asList(found).subList(0, group.enumerate(found));
    }

    private static void joinUntil(long deadline, Thread thread) {
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
        try {
            thread.join(left);
        } catch (InterruptedException interrupted) {
            // The threads end anyway; whoever interrupts does not want to wait for that.
            Thread.currentThread().interrupt();
        }
    }
}
