package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.keys.Node;
import dev.pinwheel.etcd.keys.WatchEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Shows events in a namespace. A directory above the namespace, whose end a watch is told, is the root of the view: all
 * that there is has ended with it.
 *
 * @param space the namespace
 */
record ShownEvents(KeySpace space) {

    /** A node whose children are being shown. */
    private record Open(Node node, Iterator<Node> children, List<Node> shown) {
        static Open of(Node node) {
            return new Open(
                    node, node.nodes().iterator(), new ArrayList<>(node.nodes().size()));
        }
    }

    WatchEvent show(WatchEvent event) {
        if (event instanceof WatchEvent.Change change) {
            return new WatchEvent.Change(
                    change.action(),
                    show(change.node()),
                    change.prevNode().map(this::show),
                    change.position(),
                    change.endpoint());
        }
        WatchEvent.Gap gap = (WatchEvent.Gap) event;
        return new WatchEvent.Gap(
                gap.from(),
                gap.reason(),
                gap.snapshot().map(this::show),
                gap.differences().map(all -> all.stream().map(this::show).toList()),
                gap.position(),
                gap.endpoint());
    }

    private WatchEvent.Difference show(WatchEvent.Difference difference) {
        return new WatchEvent.Difference(
                show(difference.key()),
                difference.before().map(this::show),
                difference.after().map(this::show));
    }

    /** Without recursion: how deep a tree may be is not for the thread's stack to say. */
    private Node show(Node root) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(Open.of(root));
        while (true) {
            Open last = open.element();
            if (last.children().hasNext()) {
                open.push(Open.of(last.children().next()));
                continue;
            }
            Node shown = shown(open.pop());
            if (open.isEmpty()) {
                return shown;
            }
            open.element().shown().add(shown);
        }
    }

    private Node shown(Open done) {
        Node node = done.node();
        return new Node(
                show(node.key()),
                node.value(),
                node.dir(),
                done.shown(),
                node.createdIndex(),
                node.modifiedIndex(),
                node.expiration(),
                node.ttl());
    }

    private String show(String key) {
        boolean isAbove = key.equals("/") || space.namespace().startsWith(key + "/");
        return isAbove ? "/" : space.shown(key);
    }
}
