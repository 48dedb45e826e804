package dev.pinwheel.etcd.embedded.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Those who wait for events, by the key that they watch. */
final class Watchers {
    private final Map<Key, List<Watcher>> byKey = new HashMap<>();
    private long lastId;

    Watcher add(Watch watch, long since) {
        lastId++;
        Watcher watcher = new Watcher(lastId, watch, since);
        byKey.computeIfAbsent(watch.key(), key -> new ArrayList<>()).add(watcher);
        return watcher;
    }

    /** Does nothing if nobody has this id. */
    void remove(long id) {
        byKey.values().forEach(watchers -> watchers.removeIf(watcher -> watcher.id() == id));
        byKey.values().removeIf(List::isEmpty);
    }

    int count() {
        return byKey.values().stream().mapToInt(List::size).sum();
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
        List<Watcher> here = byKey.getOrDefault(key, List.of());
        if (here.isEmpty() || (!everyone && event.node().key().isHiddenFrom(key))) {
            return;
        }
        List<Watcher> told = here.stream()
                .filter(watcher -> everyone || watcher.watch().recursive())
                .filter(watcher -> watcher.waitsFor(event))
                .toList();
        told.forEach(watcher -> deliveries.add(new Delivery(watcher.id(), event)));
        here.removeAll(
                told.stream().filter(watcher -> !watcher.watch().stream()).toList());
        if (here.isEmpty()) {
            byKey.remove(key);
        }
    }
}
