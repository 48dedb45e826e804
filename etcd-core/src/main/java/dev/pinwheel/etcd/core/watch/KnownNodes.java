package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.keys.GapReason;
import dev.pinwheel.etcd.keys.Node;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchEvent.Change;
import dev.pinwheel.etcd.keys.WatchEvent.Difference;
import dev.pinwheel.etcd.keys.WatchEvent.Gap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a watch knows of the nodes it watches, from which come the differences of a gap (W6). Not thread-safe. */
final class KnownNodes {
    private final Scope scope;
    private NavigableMap<String, Node> nodes = new TreeMap<>();

    KnownNodes(Scope scope) {
        this.scope = scope;
    }

    /** All that is there, as the read tells behind which the watch begins. */
    void begin(Optional<Node> snapshot) {
        nodes = flat(snapshot);
    }

    /** Learns from what is handed out; a gap gets its differences. */
    WatchEvent learn(WatchEvent event) {
        if (event instanceof Change change) {
            apply(change);
            return change;
        }
        Gap gap = (Gap) event;
        NavigableMap<String, Node> found = flat(gap.snapshot());
        List<Difference> differences = differences(found, gap);
        nodes = found;
        return new Gap(
                gap.from(), gap.reason(), gap.snapshot(), Optional.of(differences), gap.position(), gap.endpoint());
    }

    private void apply(Change change) {
        String key = change.node().key();
        if (Scope.isRemoval(change.action())) {
            nodes.keySet().removeIf(known -> known.equals(key) || Scope.isBelow(known, key));
        } else {
            nodes.put(key, withoutChildren(change.node()));
        }
    }

    private List<Difference> differences(NavigableMap<String, Node> found, Gap gap) {
        NavigableMap<String, Difference> differences = new TreeMap<>();
        found.forEach((key, after) -> {
            Optional<Node> before = Optional.ofNullable(nodes.get(key));
            if (before.map(node -> isOther(node, after, gap)).orElseGet(() -> isNew(after, gap))) {
                differences.put(key, new Difference(key, before, Optional.of(after)));
            }
        });
        nodes.forEach((key, before) -> {
            if (!found.containsKey(key)) {
                differences.put(key, new Difference(key, Optional.of(before), Optional.empty()));
            }
        });
        return List.copyOf(differences.values());
    }

    private static boolean isOther(Node before, Node after, Gap gap) {
        return before.dir() != after.dir()
                || !before.value().equals(after.value())
                || (isOneCount(gap) && before.createdIndex() != after.createdIndex());
    }

    /** An old node that the watch does not know is from before it began. */
    private static boolean isNew(Node after, Gap gap) {
        return !isOneCount(gap) || after.modifiedIndex() >= gap.from();
    }

    private static boolean isOneCount(Gap gap) {
        return gap.reason() == GapReason.HISTORY_CLEARED;
    }

    private NavigableMap<String, Node> flat(Optional<Node> snapshot) {
        NavigableMap<String, Node> flat = new TreeMap<>();
        Deque<Node> open = new ArrayDeque<>();
        snapshot.ifPresent(open::add);
        while (!open.isEmpty()) {
            Node node = open.remove();
            flat.put(node.key(), withoutChildren(node));
            if (scope.isRecursive()) {
                open.addAll(node.nodes());
            }
        }
        return flat;
    }

    private static Node withoutChildren(Node node) {
        return new Node(
                node.key(),
                node.value(),
                node.dir(),
                List.of(),
                node.createdIndex(),
                node.modifiedIndex(),
                node.expiration(),
                node.ttl());
    }
}
