package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The committed log of a cluster and the tree that it makes: plain maps, as the protocol reference has it. */
final class ModelStore {
    private final List<Entry> log;
    private final TreeMap<String, Node> tree = new TreeMap<>();

    /**
     * One index of the log.
     *
     * @param event what a watcher may hear of; empty for a refresh and for an internal change
     * @param keysBefore what existed before
     */
    record Entry(long index, Optional<PollEnd.Event> event, List<String> keysBefore) {}

    ModelStore() {
        this(List.of());
    }

    /** A store restored from the beginning of another's log. */
    ModelStore(List<Entry> log) {
        this.log = new ArrayList<>();
        log.forEach(this::replay);
    }

    ModelStore restoredTo(long index) {
        return new ModelStore(log.subList(0, (int) index));
    }

    long index() {
        return log.size();
    }

    Entry at(long index) {
        return log.get((int) index - 1);
    }

    Optional<Node> get(String key) {
        return Optional.ofNullable(tree.get(key));
    }

    /** Everything at and below a key that a listing shows. */
    Map<String, Node> listing(String key) {
        Map<String, Node> shown = new TreeMap<>();
        tree.forEach((path, node) -> {
            if (path.equals(key) || isShownBelow(path, key)) {
                shown.put(path, node);
            }
        });
        return shown;
    }

    void internal() {
        add(Optional.empty());
    }

    void set(String key, String value) {
        if (makeParents(key) && !isDir(key)) {
            change(Action.SET, key, node(key, value, false, index() + 1, index() + 1));
        }
    }

    void create(String key, String value) {
        if (!tree.containsKey(key) && makeParents(key)) {
            change(Action.CREATE, key, node(key, value, false, index() + 1, index() + 1));
        }
    }

    void makeDir(String key) {
        if (makeParents(key) && !isDir(key)) {
            change(Action.SET, key, node(key, "", true, index() + 1, index() + 1));
        }
    }

    void swap(String key, String value) {
        get(key).filter(node -> !node.dir())
                .ifPresent(node -> change(
                        Action.COMPARE_AND_SWAP, key, node(key, value, false, node.createdIndex(), index() + 1)));
    }

    /** Changes a directory's time to live: an event with an index that the directory does not keep. */
    void updateDir(String key) {
        get(key).filter(Node::dir).ifPresent(old -> {
            Node told = node(key, "", true, old.createdIndex(), index() + 1);
            add(Optional.of(new PollEnd.Event(Action.UPDATE, told, Optional.of(old))));
        });
    }

    void refresh(String key) {
        get(key).filter(node -> !node.dir()).ifPresent(node -> {
            tree.put(key, node(key, node.value(), false, node.createdIndex(), index() + 1));
            add(Optional.empty());
        });
    }

    void remove(Action action, String key) {
        get(key).filter(node -> !node.dir() || action != Action.COMPARE_AND_DELETE)
                .ifPresent(old -> {
                    Node told = node(key, "", old.dir(), old.createdIndex(), index() + 1);
                    List<String> before = List.copyOf(tree.keySet());
                    tree.keySet().removeIf(path -> path.equals(key) || path.startsWith(key + "/"));
                    add(new Entry(index() + 1, Optional.of(new PollEnd.Event(action, told, Optional.of(old))), before));
                });
    }

    /** Whether a watch has to hand out what happened at an index. */
    boolean isVisible(long index, Scope scope) {
        return isInHistoryFor(index, scope)
                && at(index).event().filter(e -> isShown(e, scope)).isPresent();
    }

    /** Whether a search of the history finds it: hidden nodes and prefix strangers, too. */
    boolean isInHistoryFor(long index, Scope scope) {
        return at(index)
                .event()
                .filter(event -> {
                    String key = event.node().key();
                    return key.equals(scope.key())
                            || (scope.isRecursive() && key.startsWith(dir(scope.key())))
                            || (removesDir(event) && scope.key().startsWith(key));
                })
                .isPresent();
    }

    /**
     * Whether it wakes who waits: not for hidden nodes, nor for a removed directory if the watched key was not there.
     */
    boolean wakes(long index, Scope scope) {
        return isVisible(index, scope)
                && at(index)
                        .event()
                        .filter(event -> event.node().key().equals(scope.key())
                                || event.node().key().startsWith(dir(scope.key()))
                                || at(index).keysBefore().contains(scope.key()))
                        .isPresent();
    }

    private static boolean isShown(PollEnd.Event event, Scope scope) {
        String key = event.node().key();
        return key.equals(scope.key())
                || isShownBelow(key, scope.key())
                || scope.key().startsWith(key + "/");
    }

    private static boolean isShownBelow(String key, String dir) {
        if (!key.startsWith(dir(dir))) {
            return false;
        }
        for (String segment : key.substring(dir(dir).length()).split("/", -1)) {
            if (segment.startsWith("_")) {
                return false;
            }
        }
        return true;
    }

    private static String dir(String key) {
        return key.equals("/") ? key : key + "/";
    }

    private static boolean removesDir(PollEnd.Event event) {
        return (event.action() == Action.DELETE || event.action() == Action.EXPIRE)
                && event.node().dir();
    }

    private boolean isDir(String key) {
        return get(key).filter(Node::dir).isPresent();
    }

    private boolean makeParents(String key) {
        List<String> missing = new ArrayList<>();
        for (int end = key.indexOf('/', 1); end > 0; end = key.indexOf('/', end + 1)) {
            String parent = key.substring(0, end);
            if (!tree.containsKey(parent)) {
                missing.add(parent);
            } else if (!isDir(parent)) {
                return false;
            }
        }
        if (isDir(key)) {
            return false;
        }
        missing.forEach(parent -> tree.put(parent, node(parent, "", true, index() + 1, index() + 1)));
        return true;
    }

    private void change(Action action, String key, Node node) {
        List<String> before = List.copyOf(tree.keySet());
        Optional<Node> old = Optional.ofNullable(tree.put(key, node));
        add(new Entry(
                index() + 1,
                Optional.of(new PollEnd.Event(action, node, action == Action.CREATE ? Optional.empty() : old)),
                before));
    }

    private void add(Optional<PollEnd.Event> event) {
        add(new Entry(index() + 1, event, List.copyOf(tree.keySet())));
    }

    private void add(Entry entry) {
        log.add(entry);
    }

    // A restored tree need only hold what later writes stand on; a refresh's index may be forgotten.
    private void replay(Entry entry) {
        entry.event().ifPresent(event -> {
            String key = event.node().key();
            if (Scope.isRemoval(event.action())) {
                tree.keySet().removeIf(path -> path.equals(key) || path.startsWith(key + "/"));
            } else if (event.action() != Action.UPDATE) {
                makeParents(key);
                tree.put(key, event.node());
            }
        });
        log.add(entry);
    }

    private static Node node(String key, String value, boolean dir, long created, long modified) {
        return new Node(key, value, dir, List.of(), created, modified, Optional.empty(), Optional.empty());
    }
}
