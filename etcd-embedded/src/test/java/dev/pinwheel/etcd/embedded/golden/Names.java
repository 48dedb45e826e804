package dev.pinwheel.etcd.embedded.golden;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the words of a scenario stand for: its first index, and what it has captured. */
final class Names {
    private static final Pattern TOKEN = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern INDEX = Pattern.compile("([+-]\\d+)(?::0(\\d+))?");

    private final Map<String, Object> captured = new HashMap<>();
    private final long base;

    Names(long base) {
        this.base = base;
    }

    long index(Object offset) {
        return base + (Long) offset;
    }

    void capture(String name, Object value) {
        captured.put(name, value);
    }

    Object captured(String name) {
        return Objects.requireNonNull(captured.get(name), () -> "nothing was captured as " + name);
    }

    String expand(String text) {
        return TOKEN.matcher(text).replaceAll(token -> Matcher.quoteReplacement(value(token.group(1))));
    }

    /** A value of a request with the words in it replaced. */
    Object resolve(Object value) {
        if (value instanceof String text) {
            return expand(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::resolve).toList();
        }
        if (!(value instanceof Map<?, ?> fields)) {
            return value;
        }
        if (fields.get("$index") instanceof Long offset) {
            return index(offset);
        }
        if (fields.get("$repeat") instanceof List<?> repeat) {
            return ((String) repeat.get(0)).repeat(((Long) repeat.get(1)).intValue());
        }
        Map<String, Object> resolved = new LinkedHashMap<>();
        fields.forEach((name, field) -> resolved.put((String) name, resolve(field)));
        return resolved;
    }

    private String value(String word) {
        Matcher index = INDEX.matcher(word);
        if (!index.matches()) {
            return String.valueOf(captured(word));
        }
        String digits = Long.toString(base + Long.parseLong(index.group(1)));
        int width = index.group(2) == null ? 0 : Integer.parseInt(index.group(2));
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
