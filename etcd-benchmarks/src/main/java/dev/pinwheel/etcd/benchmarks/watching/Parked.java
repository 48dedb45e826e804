package dev.pinwheel.etcd.benchmarks.watching;

import dev.pinwheel.etcd.benchmarks.figures.ProcessStatus;
import java.lang.management.ManagementFactory;

/**
 * What the process holds while all watches wait.
 *
 * @param residentKb memory, in KiB
 * @param heapBytes in use after a collection
 * @param threads the operating system's
 */
public record Parked(long residentKb, long heapBytes, long threads) {

    static Parked now() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Parked(ProcessStatus.residentKb(), heap, ProcessStatus.threads());
    }
}
