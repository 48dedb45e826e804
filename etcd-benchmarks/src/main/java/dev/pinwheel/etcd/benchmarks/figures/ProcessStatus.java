package dev.pinwheel.etcd.benchmarks.figures;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux knows of this process; elsewhere what Java knows, and 0 for the memory. */
public final class ProcessStatus {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessStatus() {}

    /** Threads of the operating system, the virtual machine's own among them. */
    public static long threads() {
        long threads = field("Threads:");
        return threads > 0 ? threads : ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Memory in use, in KiB. */
    public static long residentKb() {
        return field("VmRSS:");
    }

    /** The most memory that was in use, in KiB. */
    public static long peakResidentKb() {
        return field("VmHWM:");
    }

    private static long field(String name) {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(
                            line.substring(name.length()).replace("kB", "").strip());
                }
            }
            return 0;
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
