package dev.pinwheel.etcd.embedded.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A store that takes its operations as lines such as {@code set /a}, one per second. */
final class Script {
    private static final Instant START = Instant.parse("2026-11-22T07:00:00Z");

    private final Store store = new Store(0);
    private Instant now = START;

    /** Runs one line and returns whom it told. */
    List<Delivery> run(String line) {
        now = now.plusSeconds(1);
        return line.equals("wait")
                ? store.expire(now)
                : store.execute(operation(line), now).deliveries();
    }

    /** Runs a line at the time of the one before. */
    void sameTime(String line) {
        store.execute(operation(line), now);
    }

    void runAll(String lines) {
        Stream.of(lines.split(";", -1))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(this::run);
    }

    /** Watches as a line says: {@code /a}, then perhaps {@code recursive}, {@code stream} and the first index. */
    Registration watch(String line) {
        List<String> words = List.of(line.split(" ", -1));
        OptionalLong since = words.stream()
                .filter(word -> word.matches("\\d+"))
                .mapToLong(Long::parseUnsignedLong)
                .findFirst();
        return store.watch(
                new Watch(new Key(words.get(0)), words.contains("recursive"), words.contains("stream"), since));
    }

    long watchers() {
        return store.counts().getOrDefault(Counter.WATCHERS, -1L);
    }

    Store store() {
        return store;
    }

    private Operation operation(String line) {
        String[] words = line.split(" ", -1);
        Key key = new Key(words[1]);
        Optional<Bytes> value = Optional.of(new Bytes("v"));
        Optional<Instant> soon = Optional.of(now.plusSeconds(1));
        return switch (words[0]) {
            case "set" -> new Set(key, Kind.FILE, value, Optional.empty());
            case "brief" -> new Set(key, Kind.FILE, value, soon);
            case "mkdir" -> new Set(key, Kind.DIRECTORY, value, Optional.empty());
            case "briefdir" -> new Set(key, Kind.DIRECTORY, value, soon);
            case "create" -> new Create(key, Kind.FILE, Bytes.EMPTY, Optional.empty());
            case "post" -> new CreateInOrder(key, Kind.FILE, Bytes.EMPTY, Optional.empty());
            case "update" -> new Update(key, value, Optional.empty());
            case "refresh" -> new Update(key, Optional.empty(), Optional.empty());
            case "swap" ->
                new CompareAndSwap(key, new Comparison(value, OptionalLong.empty()), value, Optional.empty());
            case "swaprefresh" ->
                new CompareAndSwap(
                        key, new Comparison(value, OptionalLong.empty()), Optional.empty(), Optional.empty());
            case "setrefresh" -> new Set(key, Kind.FILE, Optional.empty(), Optional.empty());
            case "cad" -> new CompareAndDelete(key, new Comparison(value, OptionalLong.empty()));
            case "rm" -> new Delete(key, Delete.Extent.TREE);
            case "get" -> new Get(key, true, true, true);
            default -> throw new IllegalArgumentException("no such line: " + line);
        };
    }
}
