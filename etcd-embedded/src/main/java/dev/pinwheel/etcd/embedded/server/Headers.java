package dev.pinwheel.etcd.embedded.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The header fields of a request or an answer.
 *
 * @param fields in the order of the wire, duplicates included
 */
public record Headers(List<Header> fields) {

    /** No header fields at all. */
    public static final Headers NONE = new Headers(List.of());

    /** Copies the fields. */
    public Headers {
        fields = List.copyOf(fields);
    }

    /**
     * Returns one header field.
     *
     * @param name of the field
     * @param value of the field
     * @return the field, alone
     */
    public static Headers of(String name, String value) {
        return NONE.with(name, value);
    }

    /**
     * Returns these fields and one more behind them.
     *
     * @param name of the field to add
     * @param value of the field to add
     * @return the fields
     */
    public Headers with(String name, String value) {
        List<Header> more = new ArrayList<>(fields);
        more.add(new Header(name, value));
        return new Headers(more);
    }

    /**
     * Says whether there is a field of a name.
     *
     * @param name in any case
     * @return whether there is one
     */
    public boolean contains(String name) {
        return first(name).isPresent();
    }

    /**
     * Returns the value of the first field of a name.
     *
     * @param name in any case
     * @return its value
     */
    public Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /**
     * Returns the values of all fields of a name.
     *
     * @param name in any case
     * @return their values in order
     */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** Says whether a token stands in the comma-separated lists of a name. */
    boolean hasToken(String name, String token) {
        return all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(item -> item.strip().equalsIgnoreCase(token));
    }
}
