package dev.pinwheel.etcd.benchmarks.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts latencies in buckets whose width grows with them: 64 to each power of two, so that what is read is at most 1.6
 * % from what was recorded. Recording takes two atomic operations and no allocation. Safe for use by many threads.
 */
final class LatencyHistogram {
    private static final int SUB_BITS = 6;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;
    private static final long LONGEST = (1L << 42) - 1; // 73 minutes, in nanoseconds.

    private final AtomicLongArray counts = new AtomicLongArray(bucketOf(LONGEST) + 1);
    private final AtomicLong longest = new AtomicLong();

    /** Counts one. */
    void record(long nanos) {
        long within = Math.max(0, Math.min(nanos, LONGEST));
        counts.getAndIncrement(bucketOf(within));
        if (within > longest.get()) {
            longest.accumulateAndGet(within, Math::max);
        }
    }

    /** Adds what another has counted. */
    void add(LatencyHistogram other) {
        for (int i = 0; i < counts.length(); i++) {
            counts.getAndAdd(i, other.counts.get(i));
        }
        longest.accumulateAndGet(other.longest.get(), Math::max);
    }

    long count() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** The longest, exactly; 0 if there was none. */
    long maxNanos() {
        return longest.get();
    }

    /**
     * What the given part did not exceed.
     *
     * @param part above 0, up to 1: 0.5 for the median
     * @return the middle of the bucket, in nanoseconds; 0 if there was none
     */
    long nanosAt(double part) {
        long wanted = (long) Math.ceil(count() * part);
        long seen = 0;
        for (int i = 0; i < counts.length(); i++) {
            seen += counts.get(i);
            if (seen >= wanted && seen > 0) {
                return Math.min((lowest(i) + lowest(i + 1)) / 2, longest.get());
            }
        }
        return 0;
    }

    private static int bucketOf(long nanos) {
        if (nanos < SUB_BUCKETS) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
        return (shift << SUB_BITS) + (int) (nanos >>> shift);
    }

    /** The inverse: the least that is counted in a bucket. */
    private static long lowest(int bucket) {
        if (bucket < 2 * SUB_BUCKETS) {
            return bucket;
        }
        int shift = (bucket >> SUB_BITS) - 1;
        return (long) (bucket - (shift << SUB_BITS)) << shift;
    }
}
