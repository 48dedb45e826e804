package dev.pinwheel.etcd.embedded.replication;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who is to be told once the lock is free; each feed once. */
final class Aftermath {
    private final Set<Feed> fed = new LinkedHashSet<>();
    private final List<Runnable> calls = new ArrayList<>();

    void announce(Feed feed) {
        fed.add(feed);
    }

    void call(Runnable listener) {
        calls.add(listener);
    }

    /** Tells them; without the lock. */
    void tell() {
        fed.forEach(Feed::announce);
        calls.forEach(Runnable::run);
    }
}
