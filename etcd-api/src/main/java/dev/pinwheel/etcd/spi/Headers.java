package dev.pinwheel.etcd.spi;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * HTTP headers in the order of the wire, duplicates kept; names are compared without regard to case (T3.3).
 *
 * @param fields the header fields in order
 */
public record Headers(List<Field> fields) {
    private static final Headers NONE = new Headers(List.of());
    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "www-authenticate");

    /**
     * One header field.
     *
     * @param name its name, an HTTP token
     * @param value its value, without line breaks
     */
    public record Field(String name, String value) {

        /**
         * Checks that the field cannot break out of its line.
         *
         * @throws IllegalArgumentException if the name is empty or has a space, a colon or a control character, or the
         *     value has a line break or NUL
         * @throws NullPointerException if a part is null
         */
        public Field {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
            if (!isToken(name)) {
                throw new IllegalArgumentException(
                        "header name is not an HTTP token: \"" + name + "\"; use letters, digits and '-'");
            }
            if (breaksLine(value)) {
                throw new IllegalArgumentException("value of header " + name + " has a line break or NUL; take it out");
            }
        }

        // Loops, as every field of every answer comes this way: streams were a seventh of all that a get allocated.

        private static boolean isToken(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c <= ' ' || c == ':' || c >= 0x7f) {
                    return false;
                }
            }
            return !name.isEmpty();
        }

        private static boolean breaksLine(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '\r' || c == '\n' || c == 0) {
                    return true;
                }
            }
            return false;
        }

        /** The field as on the wire, with the value of one that carries a secret masked (E9). */
        @Override
        public String toString() {
            return name + ": " + (SECRET.contains(name.toLowerCase(Locale.ROOT)) ? "***" : value);
        }
    }

    /**
     * Keeps a copy of the fields.
     *
     * @throws NullPointerException if the list or an element is null
     */
    public Headers {
        fields = List.copyOf(fields);
    }

    /**
     * No headers at all.
     *
     * @return the empty headers
     */
    public static Headers none() {
        return NONE;
    }

    /**
     * Headers from names and values in turn.
     *
     * @param namesAndValues name, value, name, value, …
     * @return the headers in that order
     * @throws IllegalArgumentException if a value is missing at the end, or a field is malformed
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "the last of " + namesAndValues.length + " names and values has no value; give them in pairs");
        }
        List<Field> fields = new ArrayList<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(fields);
    }

    /**
     * These headers and one more at the end.
     *
     * @param name the name of the new field
     * @param value its value
     * @return new headers; these are unchanged
     * @throws IllegalArgumentException if the field is malformed
     */
    public Headers with(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Headers(more);
    }

    /**
     * The first value of a header.
     *
     * @param name its name, in any case
     * @return the value, or empty when there is no such header
     */
    public Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /**
     * All values of a header.
     *
     * @param name its name, in any case
     * @return the values in order, empty when there is no such header
     */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    /** The fields, separated by commas, secrets masked (E9). */
    @Override
    public String toString() {
        return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
