package dev.pinwheel.etcd.embedded.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Those who wait for events, by the key that they watch. */
final class Watchers {
    private final Map<Key, Map<Long, Watcher>> byKey = new HashMap<>(); // In the order in which they came.
    private final Map<Long, Key> keys = new HashMap<>();
    private long lastId;

    Watcher add(Watch watch, long since) {
        lastId++;
        Watcher watcher = new Watcher(lastId, watch, since);
        keys.put(lastId, watch.key());
        byKey.computeIfAbsent(watch.key(), key -> new LinkedHashMap<>()).put(lastId, watcher);
        return watcher;
    }

    /** Does nothing if nobody has this id. */
    void remove(long id) {
        Key key = keys.remove(id);
        if (key != null) {
            Map<Long, Watcher> here = byKey.getOrDefault(key, Map.of());
            here.remove(id);
            forgetIfEmpty(key, here);
        }
    }

    int count() {
        return keys.size();
    }

    /**
     * Tells everyone whom an event concerns. Who waits for one event has got it then, and is removed.
     *
     * <p>Of a removal, those at a removed node are told first, and then those on the way from the root. A stream at the
     * top of what was removed is in both groups, and hears of it twice.
     */
    List<Delivery> tell(Event event, List<Key> gone) {
        List<Delivery> deliveries = new ArrayList<>();
        gone.forEach(key -> tellAt(key, event, true, deliveries));
        Key subject = event.node().key();
        tellAt(Key.ROOT, event, false, deliveries);
        subject.lineage().forEach(key -> tellAt(key, event, key.equals(subject), deliveries));
        return deliveries;
    }

    private void tellAt(Key key, Event event, boolean everyone, List<Delivery> deliveries) {
        Map<Long, Watcher> here = byKey.getOrDefault(key, Map.of());
        if (here.isEmpty() || (!everyone && event.node().key().isHiddenFrom(key))) {
            return;
        }
        for (Iterator<Watcher> all = here.values().iterator(); all.hasNext(); ) {
            Watcher watcher = all.next();
            if ((everyone || watcher.watch().recursive()) && watcher.waitsFor(event)) {
                deliveries.add(new Delivery(watcher.id(), event));
                if (!watcher.watch().stream()) {
                    all.remove();
                    keys.remove(watcher.id());
                }
            }
        }
        forgetIfEmpty(key, here);
    }

    private void forgetIfEmpty(Key key, Map<Long, Watcher> here) {
        if (here.isEmpty()) {
            byKey.remove(key);
        }
    }
}
