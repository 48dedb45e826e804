package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Writes below a directory, and keeps what was acknowledged; what may have been applied is counted. */
final class WatchWriter {
    static final int KEYS = 10;

    private final EtcdClient etcd;
    private final String dir;
    private final List<WatchLog.Written> written = new ArrayList<>();
    private int attempts;
    private int unknown;

    WatchWriter(EtcdClient etcd, String dir) {
        this.etcd = etcd;
        this.dir = dir;
    }

    /** Writes for the first time, until that is acknowledged; tells the index. */
    long begin() {
        while (!attempt(dir + "/k0", "first")) {}
        return written.get(0).index();
    }

    /** Writes so many times, to ten keys in turn. */
    void write(int count) {
        for (int i = 0; i < count; i++) {
            attempts++;
            attempt(dir + "/k" + attempts % KEYS, "v" + attempts);
        }
    }

    /** Writes "last" to every key, until that is acknowledged. */
    void finish() {
        for (int i = KEYS - 1; i >= 0; i--) {
            while (!attempt(dir + "/k" + i, WatchLog.LAST)) {}
        }
    }

    private boolean attempt(String key, String value) {
        try {
            written.add(new WatchLog.Written(key, etcd.keys().set(key, value).index()));
            return true;
        } catch (ClusterException failed) {
            unknown += failed.outcome() == Outcome.UNKNOWN ? 1 : 0;
            return false;
        }
    }

    List<WatchLog.Written> written() {
        return written;
    }

    int unknown() {
        return unknown;
    }
}
