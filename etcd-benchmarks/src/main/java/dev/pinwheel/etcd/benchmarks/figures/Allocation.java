package dev.pinwheel.etcd.benchmarks.figures;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Bytes that were allocated until some moment.
 *
 * <p>Java 21 and later count for all threads that ever were. Before, what a thread has allocated is lost with the
 * thread, so that a difference leaves out what threads did that have ended meanwhile.
 *
 * @param total of all threads; empty if this Java does not know
 * @param byThread of the live threads, by their ids
 */
record Allocation(OptionalLong total, Map<Long, Long> byThread) {

    Allocation {
        byThread = Map.copyOf(byThread);
    }

    static Allocation now() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            byThread.put(ids[i], Math.max(0, bytes[i]));
        }
        return new Allocation(allThreads(), byThread);
    }

    /** What has been allocated since an earlier moment. */
    long bytesSince(Allocation earlier) {
        if (total.isPresent() && earlier.total.isPresent()) {
            return total.getAsLong() - earlier.total.getAsLong();
        }
        return byThread.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - earlier.byThread.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** Asked for by its name, as the Java that this is built for has no method for it. */
    private static OptionalLong allThreads() {
        try {
            Object total = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), "TotalThreadAllocatedBytes");
            return total instanceof Long bytes && bytes >= 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
        } catch (JMException older) {
            return OptionalLong.empty();
        }
    }
}
