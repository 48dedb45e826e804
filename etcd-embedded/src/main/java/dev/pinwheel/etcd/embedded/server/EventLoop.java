package dev.pinwheel.etcd.embedded.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The one thread of a server, and everything that it waits for. Its methods say from where they may be called. */
final class EventLoop {
    private static final int SCRATCH = 64 * 1024;
    // So that many tasks do not keep the sockets waiting.
    private static final int MAX_TASKS_AT_ONCE = 1_024;

    private final Selector selector;
    private final Thread thread;
    private final Standstill standstill = new Standstill();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Timers timers = new Timers();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
    private volatile boolean stopped;
    private volatile boolean ended;

    EventLoop(String threadPrefix) throws IOException {
        this.selector = Selector.open();
        this.thread = new Thread(this::loop, threadPrefix + "-selector");
        thread.setDaemon(true);
    }

    /** Begins to serve what has been registered. */
    void start() {
        thread.start();
    }

    /** Registers a channel; on the loop's thread, or before it is started. */
    SelectionKey register(SelectableChannel channel, int interest, Selectable selectable) throws IOException {
        return channel.register(selector, interest, selectable);
    }

    /** Runs a task on the loop's thread: at once when called there, else soon. From any thread. */
    void run(Runnable task) {
        if (isOnThread()) {
            task.run();
            return;
        }
        tasks.add(task);
        selector.wakeup();
        if (ended) {
            runTasks(); // nobody else will
        }
    }

    /**
     * Runs a task on the loop's thread, and waits for its end. From any thread, while the loop does not stand still.
     */
    void runAndWait(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        run(() -> {
            try {
                task.run();
            } finally {
                done.complete(null);
            }
        });
        done.join();
    }

    /** Lets go of what has been closed: only then the system does. On the loop's thread. */
    void releaseClosed() {
        try {
            selector.selectNow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs a callback that may fail; on the loop's thread. */
    void protect(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException failure) {
            report(failure);
        }
    }

    /** Runs a task later. From any thread. */
    void schedule(Duration delay, Runnable task) {
        long now = timers.now();
        run(() -> {
            if (!stopped) {
                timers.add(now, delay, () -> protect(task));
            }
        });
    }

    /** Returns an empty buffer that every call reuses; on the loop's thread. */
    ByteBuffer scratch() {
        return scratch.clear();
    }

    /** Stands still until {@link #resume}. From any thread; but on the loop's own, only once its callback returns. */
    void pause() {
        standstill.want();
        if (!isOnThread()) {
            selector.wakeup();
            standstill.await();
        }
    }

    /** Goes on. From any thread. */
    void resume() {
        standstill.release();
    }

    /** Closes everything and ends the thread. From any thread; on the loop's own, the thread ends with its callback. */
    void stop() {
        stopped = true;
        standstill.end();
        if (isOnThread()) {
            closeAll();
        } else {
            selector.wakeup();
            joinThread();
        }
    }

    /** Hands over what a callback threw; on the loop's thread. */
    void report(Throwable failure) {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }

    /** Closes a channel so that its client sees a reset; on the loop's thread. */
    void closeWithReset(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException closedAlready) {
            // Then there is nothing to reset.
        }
        close(channel);
    }

    /** Closes a channel; on the loop's thread. */
    void close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException useless) {
            // The descriptor is free in any case.
        }
    }

    private void loop() {
        try {
            while (!stopped) {
                standStill();
                turn();
            }
        } catch (IOException failure) {
            report(failure);
        } finally {
            stopped = true;
            standstill.end();
            closeAll();
        }
    }

    private void standStill() throws IOException {
        if (standstill.isWanted()) {
            selector.selectNow(); // lets go of the sockets that are closed; a stopped process has closed them already
            standstill.pass();
        }
    }

    private void turn() throws IOException {
        if (stopped) {
            return;
        }
        selector.select(timers.millisToNext());
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (!stopped && ready.hasNext()) {
            SelectionKey key = ready.next();
            ready.remove();
            if (key.isValid()) {
                protect(((Selectable) key.attachment())::ready);
            }
        }
        runTasks();
        timers.runDue();
    }

    private void runTasks() {
        Runnable task = tasks.poll();
        for (int i = 1; task != null; i++) {
            protect(task);
            task = i < MAX_TASKS_AT_ONCE || stopped ? tasks.poll() : null;
        }
        if (!tasks.isEmpty()) {
            selector.wakeup();
        }
    }

    private void closeAll() {
        if (selector.isOpen()) {
            for (SelectionKey key : List.copyOf(selector.keys())) {
                ((Selectable) key.attachment()).kill();
            }
            close(selector);
            timers.clear();
            ended = true;
            runTasks();
        }
    }

    private static void close(Selector selector) {
        try {
            // Only now are the sockets closed: a registered channel stays open until its selector has noticed.
            selector.close();
        } catch (IOException useless) {
            // As above.
        }
    }

    private boolean isOnThread() {
        return Thread.currentThread() == thread;
    }

    private void joinThread() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true; // the thread ends in any case, and soon
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
