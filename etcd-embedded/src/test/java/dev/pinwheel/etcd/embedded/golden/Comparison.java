package dev.pinwheel.etcd.embedded.golden;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares an answer with a recorded one, and collects the differences. */
final class Comparison {
    private static final Map<String, Pattern> KINDS = Map.of(
            "hex", Pattern.compile("[0-9a-f]{1,16}"),
            "time", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)"),
            "duration", Pattern.compile("(\\d+h)?(\\d+m)?(\\d+(\\.\\d+)?(s|ms|\u00b5s|ns))"),
            "digits", Pattern.compile("\\d+"),
            "url", Pattern.compile("https?://.+"),
            "string", Pattern.compile("[\\s\\S]*"),
            "nonempty", Pattern.compile("[\\s\\S]+"));

    private final Names names;
    private final Set<String> optional;
    private final Object before;
    private final List<String> differences = new ArrayList<>();

    /** @param before what {@code $plus} adds to */
    Comparison(Names names, Set<String> optional, Object before) {
        this.names = names;
        this.optional = optional;
        this.before = before;
    }

    List<String> differences() {
        return differences;
    }

    void compare(Object want, Object got, String path) {
        if (want instanceof Map<?, ?> fields) {
            if (fields.keySet().stream().anyMatch(name -> ((String) name).startsWith("$"))) {
                compareSpecial(fields, got, path);
            } else {
                compareFields(fields, got, path);
            }
        } else if (want instanceof List<?> list) {
            compareLists(list, got, path);
        } else if (want instanceof String text && got instanceof String found) {
            require(text.stripTrailing().equals(found.stripTrailing()), want, got, path);
        } else {
            require(want.equals(got), want, got, path);
        }
    }

    private void compareFields(Map<?, ?> want, Object got, String path) {
        if (!(got instanceof Map<?, ?> fields)) {
            require(false, want, got, path);
            return;
        }
        want.forEach((name, value) -> {
            Object found = fields.get(name);
            if (found != null) {
                compare(value, found, path.isEmpty() ? (String) name : path + "." + name);
            } else if (!optional.contains(name)) {
                differences.add(path + ": field " + name + " is missing in " + got);
            }
        });
        fields.keySet().stream()
                .filter(name -> !want.containsKey(name) && !optional.contains(name))
                .forEach(name -> differences.add(path + ": unexpected field " + name + " in " + got));
    }

    private void compareLists(List<?> want, Object got, String path) {
        if (!(got instanceof List<?> list) || list.size() != want.size()) {
            require(false, want, got, path);
            return;
        }
        for (int i = 0; i < want.size(); i++) {
            compare(want.get(i), list.get(i), path.isEmpty() ? "" + i : path + "." + i);
        }
    }

    private void compareSpecial(Map<?, ?> want, Object got, String path) {
        String key = (String) want.keySet().iterator().next();
        Object value = want.values().iterator().next();
        switch (key) {
            case "$index" -> require(got.equals(names.index(value)), want, got, path);
            case "$string" -> require(got.equals(names.expand((String) value)), want, got, path);
            case "$time" -> require(isKind("time", got), want, got, path);
            case "$ttl" -> require(got instanceof Long ttl && Math.abs(ttl - (Long) value) <= 1, want, got, path);
            case "$repeat" -> require(got.equals(names.resolve(want)), want, got, path);
            case "$plus" -> require(got.equals((Long) Paths.walk(before, path) + (Long) value), want, got, path);
            case "$any" -> require(isKind((String) value, got), want, got, path);
            case "$unordered" -> compare(value, sorted(got), path);
            default -> require(want.equals(got), want, got, path);
        }
    }

    private static Object sorted(Object got) {
        return got instanceof List<?> list
                ? list.stream()
                        .sorted(Comparator.comparing(
                                item -> item instanceof Map<?, ?> node ? "" + node.get("key") : "" + item))
                        .toList()
                : got;
    }

    private static boolean isKind(String kind, Object got) {
        return switch (kind) {
            case "int" -> got instanceof Long;
            case "number" -> got instanceof Number;
            case "bool" -> got instanceof Boolean;
            case "map" -> got instanceof Map;
            default ->
                kind.startsWith("list:")
                        ? got instanceof List<?> list
                                && list.stream().allMatch(item -> isKind(kind.substring("list:".length()), item))
                        : got instanceof String text
                                && KINDS.get(kind).matcher(text).matches();
        };
    }

    private void require(boolean same, Object want, Object got, String path) {
        if (!same) {
            differences.add((path.isEmpty() ? "body" : path) + ": expected " + want + ", got " + got);
        }
    }
}
