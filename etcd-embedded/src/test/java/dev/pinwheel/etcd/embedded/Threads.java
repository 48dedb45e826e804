package dev.pinwheel.etcd.embedded;

import java.util.List;

/** Looks for threads of embedded clusters. */
final class Threads {

    private Threads() {}

    static List<Thread> ofClusters() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("embedded-etcd-"))
                .toList();
    }

    /** The JDK's own names for the threads of its HTTP server. */
    static List<Thread> withoutOurName() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HTTP-Dispatcher")
                        || thread.getName().startsWith("idle-timeout-task"))
                .toList();
    }
}
