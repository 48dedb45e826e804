package dev.pinwheel.etcd.benchmarks.load;

/** Keeps a number of calls in flight until it is closed. */
interface Loop extends AutoCloseable {

    /** Counts from now on in another tally. */
    void countIn(Tally tally);

    /** Makes no more calls, and waits until the last one has ended. */
    @Override
    void close();
}
