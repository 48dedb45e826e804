package dev.pinwheel.etcd.embedded.store;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file must be like for a change to happen; conditions that are not given hold.
 *
 * @param value its value
 * @param modifiedIndex the index of its last change, as an unsigned number
 */
public record Comparison(Optional<Bytes> value, OptionalLong modifiedIndex) {

    /** Returns the file at {@code key} if it is as wanted. */
    FileEntry require(Tree tree, Key key) throws Refusal {
        if (!(tree.find(key) instanceof FileEntry file)) {
            throw Refusal.of(ErrorCode.NOT_A_FILE, key);
        }
        String differences = differences(file);
        if (!differences.isEmpty()) {
            throw Refusal.compareFailed(new Bytes(differences));
        }
        return file;
    }

    private String differences(FileEntry file) {
        String values = value.filter(wanted -> !wanted.equals(file.value()))
                .map(wanted -> difference(wanted.octets(), file.value().octets()))
                .orElse("");
        String indexes = modifiedIndex.stream()
                .filter(wanted -> wanted != file.modifiedIndex())
                .mapToObj(wanted -> difference(Long.toUnsignedString(wanted), Long.toString(file.modifiedIndex())))
                .findFirst()
                .orElse("");
        return values.isEmpty() || indexes.isEmpty() ? values + indexes : values + " " + indexes;
    }

    private static String difference(String wanted, String found) {
        return "[" + wanted + " != " + found + "]";
    }
}
