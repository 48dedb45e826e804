package dev.pinwheel.etcd.embedded.golden;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds values in JSON by paths such as {@code members.0.id}. */
final class Paths {

    private Paths() {}

    /** The value there; the whole body for the empty path. */
    static Object walk(Object body, String path) {
        Object value = body;
        for (String part : path.split("\\.", -1)) {
            if (!part.isEmpty()) {
                value = value instanceof List<?> list
                        ? list.get(Integer.parseInt(part))
                        : Objects.requireNonNull(((Map<?, ?>) value).get(part), () -> path + " is not in " + body);
            }
        }
        return value;
    }
}
