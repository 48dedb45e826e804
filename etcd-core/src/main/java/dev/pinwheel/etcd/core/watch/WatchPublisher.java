package dev.pinwheel.etcd.core.watch;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** OpenWatches a key for each of its subscribers. Safe for use by many threads. */
final class WatchPublisher implements Flow.Publisher<WatchEvent> {
    private final OpenWatches watches;
    private final WatchedKey key;
    private final WatchOptions options;
    private final Calls calls;
    private final Executor callbacks;

    WatchPublisher(OpenWatches watches, WatchedKey key, WatchOptions options, Calls calls, Executor callbacks) {
        this.watches = watches;
        this.key = key;
        this.options = options;
        this.calls = calls;
        this.callbacks = callbacks;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super WatchEvent> subscriber) {
        new WatchSubscription(watches, key, options, callbacks, requireNonNull(subscriber, "subscriber")).begin(calls);
    }
}
