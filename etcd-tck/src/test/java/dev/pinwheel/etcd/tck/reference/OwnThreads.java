package dev.pinwheel.etcd.tck.reference;

/** Threads that nobody has asked for, and waits for threads that may be one's own. */
final class OwnThreads {
    private OwnThreads() {}

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "of-its-own");
        thread.setDaemon(true);
        return thread;
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
