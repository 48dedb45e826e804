package dev.pinwheel.etcd.embedded.server;

import java.time.Duration;

/** How much a connection may still send before it has to wait. Used on the server's thread only. */
final class Ration {
    private final int size;
    private final Duration interval;
    private int left;

    private Ration(int size, Duration interval) {
        this.size = size;
        this.interval = interval;
        this.left = size;
    }

    /** So many bytes in every interval. */
    static Ration of(int bytes, Duration interval) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes is " + bytes + "; give at least 1");
        }
        if (interval.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("interval is " + interval + "; give at least 1 ms");
        }
        return new Ration(bytes, interval);
    }

    static Ration unlimited() {
        return new Ration(Integer.MAX_VALUE, Duration.ZERO);
    }

    int left() {
        return left;
    }

    void take(int bytes) {
        if (size < Integer.MAX_VALUE) {
            left -= bytes;
        }
    }

    boolean isUsedUp() {
        return left == 0;
    }

    void renew() {
        left = size;
    }

    Duration interval() {
        return interval;
    }
}
