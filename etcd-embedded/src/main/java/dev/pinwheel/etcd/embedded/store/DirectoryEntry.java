package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory in the tree. */
final class DirectoryEntry extends Entry {
    private final NavigableMap<String, Entry> children = new TreeMap<>();

    DirectoryEntry(Key key, long createdIndex) {
        super(key, createdIndex);
    }

    Optional<Entry> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    Collection<Entry> children() {
        return children.values();
    }

    void put(Entry child) {
        children.put(child.key().name(), child);
    }

    void remove(Entry child) {
        children.remove(child.key().name());
    }

    /** This directory with its children; {@code recursive} shows theirs as well. */
    Node listing(Instant now, boolean recursive, boolean sorted) {
        // etcd lists in random order unless asked to sort. Backwards is an order that no test can take for the sorted
        // one.
        Map<String, Entry> ordered = sorted ? children : children.descendingMap();
        List<Node> nodes = ordered.values().stream()
                .filter(child -> !child.key().isHidden())
                .map(child -> recursive && child instanceof DirectoryEntry directory
                        ? directory.listing(now, true, sorted)
                        : child.snapshot(now))
                .toList();
        return snapshot(now, new Node.Directory(nodes));
    }

    @Override
    DirectoryEntry copy() {
        DirectoryEntry copy = new DirectoryEntry(key(), createdIndex());
        copy.expireAt(expiration());
        children.values().forEach(child -> copy.put(child.copy()));
        return copy;
    }

    /** Of a directory, the index of its creation: nothing moves it. */
    @Override
    long modifiedIndex() {
        return createdIndex();
    }

    @Override
    List<Key> keys() {
        return Stream.concat(children.values().stream().flatMap(child -> child.keys().stream()), Stream.of(key()))
                .toList();
    }

    @Override
    Node.Content content() {
        return new Node.Directory(List.of());
    }

    @Override
    Node.Content contentWhenGone() {
        return content();
    }
}
