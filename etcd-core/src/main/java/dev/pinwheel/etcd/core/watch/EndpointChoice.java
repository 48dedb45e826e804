package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.failover.EndpointRing;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a watch polls; immutable.
 *
 * @param last who was asked last, if anybody was
 */
record EndpointChoice(Optional<URI> last) {
    /** Nobody was asked yet. */
    static final EndpointChoice NONE = new EndpointChoice(Optional.empty());

    /** Who is asked now. */
    URI uri() {
        return last.orElseThrow();
    }

    /**
     * Who is asked next: the same, or the one behind it that is not suspect; another suspect only where there is nobody
     * else (F14). A watch that is new, or whose endpoint has left the ring, begins where calls do.
     */
    EndpointChoice next(Todo.Where where, EndpointRing ring) {
        int at = last.map(ring.endpoints()::indexOf).orElse(-1);
        if (at < 0) {
            return new EndpointChoice(Optional.of(ring.fromPin().get(0)));
        }
        URI same = ring.endpoints().get(at);
        if (where == Todo.Where.STAY && !ring.suspects().contains(same)) {
            return this;
        }
        List<URI> behind = new EndpointRing(ring.endpoints(), at, ring.suspects()).fromPin();
        return new EndpointChoice(behind.stream()
                .filter(other -> !other.equals(same))
                .filter(other ->
                        !ring.suspects().contains(other) || ring.suspects().contains(same))
                .findFirst()
                .or(() -> Optional.of(same)));
    }
}
