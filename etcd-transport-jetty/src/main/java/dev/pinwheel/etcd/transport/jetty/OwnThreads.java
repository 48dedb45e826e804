package dev.pinwheel.etcd.transport.jetty;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * Makes a transport's threads with the user's factory (T7.5), and knows them again, so that none ever waits for its own
 * end (T4.6).
 */
final class OwnThreads implements ThreadFactory {
    private final ThreadFactory users;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    OwnThreads(ThreadFactory users) {
        this.users = users;
    }

    @Override
    public Thread newThread(Runnable task) {
        return users.newThread(() -> {
            running.add(Thread.currentThread());
            try {
                task.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        });
    }

    boolean isCurrent() {
        return running.contains(Thread.currentThread());
    }
}
