package dev.pinwheel.etcd.benchmarks.figures;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.ToLongFunction;

/**
 * What the process has used between two moments.
 *
 * @param nanos the time that has passed
 * @param cpuNanos of all cores together, in user and kernel mode
 * @param collections of garbage
 * @param collectionMillis that they took
 * @param allocatedBytes on the heap; see {@link Allocation} for what is not counted
 * @param threads the operating system's, at the later moment
 */
public record Usage(
        long nanos, long cpuNanos, long collections, long collectionMillis, long allocatedBytes, long threads) {

    /** The time that has passed, in seconds. */
    public double seconds() {
        return nanos / 1e9;
    }

    /** What the process has used until some moment. */
    public static final class Meter {
        private final long nanos = System.nanoTime();
        private final long cpuNanos =
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        private final long collections = collectors(GarbageCollectorMXBean::getCollectionCount);
        private final long millis = collectors(GarbageCollectorMXBean::getCollectionTime);
        private final Allocation allocation = Allocation.now();

        /** Reads the meter. */
        public static Meter read() {
            return new Meter();
        }

        /** What has been used since then. */
        public Usage untilNow() {
            Meter now = new Meter();
            return new Usage(
                    now.nanos - nanos,
                    now.cpuNanos - cpuNanos,
                    now.collections - collections,
                    now.millis - millis,
                    now.allocation.bytesSince(allocation),
                    ProcessStatus.threads());
        }

        private static long collectors(ToLongFunction<GarbageCollectorMXBean> figure) {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(figure)
                    .filter(known -> known > 0)
                    .sum();
        }
    }
}
