package dev.pinwheel.etcd.benchmarks.driver;

import java.util.Locale;

/** What is measured. */
enum Op {
    /** Reads of one key. */
    GET,
    /** Writes of one key. */
    SET,
    /** Reads of a directory of 1,000 nodes. */
    DIR,
    /** In-order creations. */
    POST,
    /** Watches of one key. */
    WATCH;

    /** What the command line calls it. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
