package dev.pinwheel.etcd.keys;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to delete, and on which conditions; immutable. Begin with a static method and add with a wither:
 * {@code DeleteOptions.prevIndex(7).withPrevValue("old")}.
 *
 * @param prevValue the value that the file must have
 * @param prevIndex the modifiedIndex that the file must have, at least 1
 * @param isRecursive whether a directory is deleted with all that is below it
 * @param isDir whether an empty directory may be deleted
 */
public record DeleteOptions(Optional<String> prevValue, OptionalLong prevIndex, boolean isRecursive, boolean isDir) {
    private static final DeleteOptions NONE = new DeleteOptions(Optional.empty(), OptionalLong.empty(), false, false);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if prevValue is empty, prevIndex is below 1, or a condition stands beside
     *     {@code dir} or {@code recursive}, which etcd would ignore then
     */
    public DeleteOptions {
        prevValue.ifPresent(Condition::prevValue);
        Condition.prevIndex(prevIndex);
        if ((prevValue.isPresent() || prevIndex.isPresent()) && (isRecursive || isDir)) {
            throw new IllegalArgumentException(
                    "prevValue and prevIndex compare files, so etcd would ignore dir and recursive beside them; leave one or the other out");
        }
    }

    /**
     * The default: delete a file, whatever it holds.
     *
     * @return options with nothing asked for
     */
    public static DeleteOptions none() {
        return NONE;
    }

    /**
     * Deletes only a file with this value.
     *
     * @param value the value, not empty
     * @return {@link #none()} with {@link #withPrevValue}
     * @throws IllegalArgumentException if the value is empty
     */
    public static DeleteOptions prevValue(String value) {
        return NONE.withPrevValue(value);
    }

    /**
     * Deletes only a file with this modifiedIndex.
     *
     * @param index the index, at least 1
     * @return {@link #none()} with {@link #withPrevIndex}
     * @throws IllegalArgumentException if the index is below 1
     */
    public static DeleteOptions prevIndex(long index) {
        return NONE.withPrevIndex(index);
    }

    /**
     * Deletes a directory with all that is below it.
     *
     * @return {@link #none()} with {@link #withRecursive()}
     */
    public static DeleteOptions recursive() {
        return NONE.withRecursive();
    }

    /**
     * Deletes an empty directory.
     *
     * @return {@link #none()} with {@link #withDir()}
     */
    public static DeleteOptions dir() {
        return NONE.withDir();
    }

    /**
     * Adds {@link #prevValue()}.
     *
     * @param value the value, not empty
     * @return new options
     * @throws IllegalArgumentException if the value is empty, or beside {@code dir} or {@code recursive}
     */
    public DeleteOptions withPrevValue(String value) {
        return new DeleteOptions(Optional.of(value), prevIndex, isRecursive, isDir);
    }

    /**
     * Adds {@link #prevIndex()}.
     *
     * @param index the index, at least 1
     * @return new options
     * @throws IllegalArgumentException if the index is below 1, or beside {@code dir} or {@code recursive}
     */
    public DeleteOptions withPrevIndex(long index) {
        return new DeleteOptions(prevValue, OptionalLong.of(index), isRecursive, isDir);
    }

    /**
     * Adds {@link #isRecursive()}.
     *
     * @return new options
     * @throws IllegalArgumentException if there is a condition
     */
    public DeleteOptions withRecursive() {
        return new DeleteOptions(prevValue, prevIndex, true, isDir);
    }

    /**
     * Adds {@link #isDir()}.
     *
     * @return new options
     * @throws IllegalArgumentException if there is a condition
     */
    public DeleteOptions withDir() {
        return new DeleteOptions(prevValue, prevIndex, isRecursive, true);
    }
}
