package dev.pinwheel.etcd.embedded.recording;

import dev.pinwheel.etcd.embedded.journal.Entry;
import dev.pinwheel.etcd.embedded.journal.Journal;
import dev.pinwheel.etcd.embedded.request.ReceivedRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The journal of one cluster, as its members write it. Thread-safe. */
public final class RecordedJournal implements Journal {
    private static final int MOST_ENTRIES = 100_000;
    private static final long MOST_WEIGHT = 64L << 20;

    private final Object lock = new Object();
    private final int mostEntries;
    private final long mostWeight;
    private final Deque<Receipt> receipts = new ArrayDeque<>();
    private long weight;
    private long received;
    private long dropped;

    /** Makes a journal of the usual size. */
    public RecordedJournal() {
        this(MOST_ENTRIES, MOST_WEIGHT);
    }

    RecordedJournal(int mostEntries, long mostWeight) {
        this.mostEntries = mostEntries;
        this.mostWeight = mostWeight;
    }

    /**
     * Notes a request that has just been received.
     *
     * @param request decodes it, once somebody wants to know; called by any thread, any number of times
     * @param bytes how much memory that keeps
     * @return where to say what comes of it
     */
    public Receipt received(Supplier<ReceivedRequest> request, int bytes) {
        synchronized (lock) {
            Receipt receipt = new Receipt(++received, bytes, request);
            receipts.add(receipt);
            weight += bytes;
            while (receipts.size() > mostEntries || (weight > mostWeight && receipts.size() > 1)) {
                weight -= receipts.remove().weight();
                dropped++;
            }
            return receipt;
        }
    }

    @Override
    public List<Entry> entries() {
        List<Receipt> now;
        synchronized (lock) {
            now = List.copyOf(receipts);
        }
        return now.stream().map(Receipt::entry).toList();
    }

    @Override
    public long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    @Override
    public void clear() {
        synchronized (lock) {
            receipts.clear();
            weight = 0;
            dropped = 0;
        }
    }
}
