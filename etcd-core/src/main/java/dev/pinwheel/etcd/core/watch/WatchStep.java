package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.keys.WatchEvent;
import java.util.Optional;

/**
 * What follows from news.
 *
 * @param state the watch from now on
 * @param event to be handed out before anything else is done
 */
record WatchStep(WatchState state, Optional<WatchEvent> event) {

    static WatchStep to(WatchState state) {
        return new WatchStep(state, Optional.empty());
    }
}
