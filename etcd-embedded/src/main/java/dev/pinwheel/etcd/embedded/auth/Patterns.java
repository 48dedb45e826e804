package dev.pinwheel.etcd.embedded.auth;

import dev.pinwheel.etcd.embedded.store.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The paths that a role may read, or those that it may write.
 *
 * @param list a path, or a beginning of paths with an asterisk; empty where the client gave none, which etcd tells from
 *     a list without any
 */
public record Patterns(Optional<List<String>> list) {

    /** What a client that says nothing gives. */
    public static final Patterns NOT_GIVEN = new Patterns(Optional.empty());

    static Patterns of(List<String> list) {
        return new Patterns(Optional.of(List.copyOf(list)));
    }

    boolean isEmpty() {
        return all().isEmpty();
    }

    /** The patterns, none of them if none were given. */
    List<String> all() {
        return list.orElse(List.of());
    }

    Patterns plus(Patterns granted, String kind) throws AuthRefusal {
        TreeSet<String> sum = new TreeSet<>(all());
        for (String pattern : granted.all()) {
            if (!sum.add(pattern)) {
                throw new AuthRefusal(
                        AuthRefusal.Reason.CONFLICT, "Granting duplicate " + kind + " permission " + pattern);
            }
        }
        return of(List.copyOf(sum));
    }

    /** Takes away what is there; what is not does not matter. */
    Patterns minus(Patterns revoked) {
        TreeSet<String> rest = new TreeSet<>(all());
        revoked.all().forEach(rest::remove);
        return of(List.copyOf(rest));
    }

    boolean covers(String path) {
        return all().stream()
                .map(Patterns::octets)
                .anyMatch(pattern -> coversAllBelow(pattern, path) || pattern.equals(path));
    }

    boolean coversAllBelow(String path) {
        return all().stream().map(Patterns::octets).anyMatch(pattern -> coversAllBelow(pattern, path));
    }

    // Paths are byte strings.
    private static String octets(String pattern) {
        return Bytes.utf8(pattern).octets();
    }

    private static boolean coversAllBelow(String pattern, String path) {
        return pattern.endsWith("*") && path.startsWith(pattern.substring(0, pattern.length() - 1));
    }
}
