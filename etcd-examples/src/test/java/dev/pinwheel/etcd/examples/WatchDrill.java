package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.OnGap;
import dev.pinwheel.etcd.keys.WatchOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A writer, and watches of several clients, as members are struck one after the other. Every other fault is mended only
 * once all watches have caught up without the member.
 */
final class WatchDrill implements AutoCloseable {
    private static final String DIR = "/w";
    private static final Duration CATCHING_UP = Duration.ofSeconds(60);

    private final EtcdClient writing;
    private final List<EtcdClient> watching;
    private final WatchWriter writer;
    private final List<WatchLog> logs;
    private int faults;

    /**
     * Opens ten watches for each client.
     *
     * @param clients makes a client of a seed
     */
    WatchDrill(int watchingClients, IntFunction<EtcdClient> clients) {
        writing = clients.apply(0);
        watching = IntStream.rangeClosed(1, watchingClients).mapToObj(clients).toList();
        writer = new WatchWriter(writing, DIR);
        // From before the first write on, so that it is one of those which must come.
        WatchOptions options = WatchOptions.after(writer.begin() - 1).withOnGap(OnGap.RESYNC);
        logs = IntStream.range(0, watchingClients)
                .mapToObj(i -> tenWatches(watching.get(i), i, options))
                .flatMap(List::stream)
                .toList();
    }

    private static List<WatchLog> tenWatches(EtcdClient etcd, int firstKey, WatchOptions options) {
        List<WatchLog> ten = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String key = DIR + "/k" + (firstKey + i) % WatchWriter.KEYS;
            ten.add(WatchLog.of(key, etcd.keys().watcher(key, options)));
            ten.add(WatchLog.of(DIR, etcd.keys().watcher(DIR, options.withRecursive())));
        }
        for (int i = 0; i < 2; i++) {
            ten.add(WatchLog.of(DIR, etcd.async().keys().watch(DIR, options.withRecursive())));
        }
        return ten;
    }

    /**
     * Strikes and mends.
     *
     * @param writes how many come before each fault, and as many again while it lasts
     * @param strike brings a fault about, and tells how to mend it
     */
    void run(int rounds, int writes, Supplier<Runnable> strike) {
        for (int i = 0; i < rounds; i++) {
            writer.write(writes);
            Runnable mend = strike.get();
            faults++;
            writer.write(writes);
            if (i % 2 == 1) {
                WatchLog.awaitAll(logs, writer.written(), CATCHING_UP);
            }
            mend.run();
        }
        writer.finish();
        WatchLog.awaitLast(logs, CATCHING_UP);
    }

    /** Nothing was lost in silence, and nothing came twice. */
    void verify() {
        logs.forEach(log -> log.verify(writer.written()));
    }

    /** How many gaps the watches have declared. */
    long gaps() {
        return logs.stream().mapToLong(WatchLog::gaps).sum();
    }

    /** What came of it. */
    @Override
    public String toString() {
        return "%d faults: %d written, %d unknown; %d watches: %d delivered, %d gaps"
                .formatted(
                        faults,
                        writer.written().size(),
                        writer.unknown(),
                        logs.size(),
                        logs.stream().mapToInt(log -> log.events().size()).sum(),
                        gaps());
    }

    @Override
    public void close() {
        watching.forEach(EtcdClient::close);
        writing.close();
    }
}
