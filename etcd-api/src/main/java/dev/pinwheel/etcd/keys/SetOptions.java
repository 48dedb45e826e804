package dev.pinwheel.etcd.keys;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to write, and on which conditions; immutable. Begin with a static method and add with a wither:
 * {@code SetOptions.ttl(Duration.ofSeconds(30)).withPrevExist(PrevExist.NO)}.
 *
 * <p>Combinations of which etcd would silently ignore a part are refused.
 *
 * @param prevValue the value that the file must have
 * @param prevIndex the modifiedIndex that the file must have, at least 1
 * @param prevExist whether the node must be there, or must not
 * @param ttl the time to live, sent in whole seconds rounded up. Without one the node will not expire, even if it would
 *     have before
 * @param isRefresh whether only the time to live is renewed: the value stays, and no watcher is told
 * @param isDir whether a directory is made
 * @param isNoValueOnSuccess whether the answer leaves out the nodes, which spares the network large values
 */
public record SetOptions(
        Optional<String> prevValue,
        OptionalLong prevIndex,
        PrevExist prevExist,
        Optional<Duration> ttl,
        boolean isRefresh,
        boolean isDir,
        boolean isNoValueOnSuccess) {
    private static final SetOptions NONE = new SetOptions(
            Optional.empty(), OptionalLong.empty(), PrevExist.IGNORE, Optional.empty(), false, false, false);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if prevValue is empty, prevIndex is below 1, ttl is out of range, a refresh has
     *     no ttl, or options contradict each other
     */
    public SetOptions {
        prevValue.ifPresent(Condition::prevValue);
        Condition.prevIndex(prevIndex);
        requireNonNull(prevExist, "prevExist");
        ttl.ifPresent(Condition::ttl);
        boolean compares = prevValue.isPresent() || prevIndex.isPresent();
        refuse(prevExist == PrevExist.NO && compares, "prevExist NO", "prevValue and prevIndex");
        refuse(prevExist == PrevExist.NO && isRefresh, "prevExist NO", "refresh");
        refuse(isDir && compares, "prevValue and prevIndex", "dir");
        if (isRefresh && ttl.isEmpty()) {
            throw new IllegalArgumentException("refresh has no ttl; give the new time to live");
        }
    }

    private static void refuse(boolean contradiction, String kept, String ignored) {
        if (contradiction) {
            throw new IllegalArgumentException(
                    "beside " + kept + " etcd would ignore " + ignored + "; leave one or the other out");
        }
    }

    /**
     * The default: write a file, whatever is there, that does not expire.
     *
     * @return options with nothing asked for
     */
    public static SetOptions none() {
        return NONE;
    }

    /**
     * Writes only over a file with this value: compare-and-swap.
     *
     * @param value the value, not empty
     * @return {@link #none()} with {@link #withPrevValue}
     * @throws IllegalArgumentException if the value is empty
     */
    public static SetOptions prevValue(String value) {
        return NONE.withPrevValue(value);
    }

    /**
     * Writes only over a file with this modifiedIndex: compare-and-swap.
     *
     * @param index the index, at least 1
     * @return {@link #none()} with {@link #withPrevIndex}
     * @throws IllegalArgumentException if the index is below 1
     */
    public static SetOptions prevIndex(long index) {
        return NONE.withPrevIndex(index);
    }

    /**
     * Writes only over something, or only where nothing is.
     *
     * @param prevExist which of them
     * @return {@link #none()} with {@link #withPrevExist}
     */
    public static SetOptions prevExist(PrevExist prevExist) {
        return NONE.withPrevExist(prevExist);
    }

    /**
     * Writes a node that expires.
     *
     * @param ttl the time to live, above zero and 200 years at the most
     * @return {@link #none()} with {@link #withTtl}
     * @throws IllegalArgumentException if the time to live is out of range
     */
    public static SetOptions ttl(Duration ttl) {
        return NONE.withTtl(ttl);
    }

    /**
     * Renews the time to live of an existing node, and nothing else: {@code prevExist} is YES, since a refresh without
     * it would count as a new creation.
     *
     * @param ttl the new time to live, above zero and 200 years at the most
     * @return options for a {@code set} with an empty value
     * @throws IllegalArgumentException if the time to live is out of range
     */
    public static SetOptions refresh(Duration ttl) {
        return NONE.withPrevExist(PrevExist.YES).withTtl(ttl).withRefresh();
    }

    /**
     * Makes a directory.
     *
     * @return {@link #none()} with {@link #withDir()}
     */
    public static SetOptions dir() {
        return NONE.withDir();
    }

    /**
     * Leaves the nodes out of the answer.
     *
     * @return {@link #none()} with {@link #withNoValueOnSuccess()}
     */
    public static SetOptions noValueOnSuccess() {
        return NONE.withNoValueOnSuccess();
    }

    /**
     * Adds {@link #prevValue()}.
     *
     * @param value the value, not empty
     * @return new options
     * @throws IllegalArgumentException if the value is empty, or contradicts another option
     */
    public SetOptions withPrevValue(String value) {
        return new SetOptions(Optional.of(value), prevIndex, prevExist, ttl, isRefresh, isDir, isNoValueOnSuccess);
    }

    /**
     * Adds {@link #prevIndex()}.
     *
     * @param index the index, at least 1
     * @return new options
     * @throws IllegalArgumentException if the index is below 1, or contradicts another option
     */
    public SetOptions withPrevIndex(long index) {
        return new SetOptions(prevValue, OptionalLong.of(index), prevExist, ttl, isRefresh, isDir, isNoValueOnSuccess);
    }

    /**
     * Adds {@link #prevExist()}.
     *
     * @param value whether the node must be there
     * @return new options
     * @throws IllegalArgumentException if it contradicts another option
     */
    public SetOptions withPrevExist(PrevExist value) {
        return new SetOptions(prevValue, prevIndex, value, ttl, isRefresh, isDir, isNoValueOnSuccess);
    }

    /**
     * Adds {@link #ttl()}.
     *
     * @param value the time to live, above zero and 200 years at the most
     * @return new options
     * @throws IllegalArgumentException if the time to live is out of range
     */
    public SetOptions withTtl(Duration value) {
        return new SetOptions(
                prevValue, prevIndex, prevExist, Optional.of(value), isRefresh, isDir, isNoValueOnSuccess);
    }

    /**
     * Adds {@link #isRefresh()}; the value to set must be empty then.
     *
     * @return new options
     * @throws IllegalArgumentException if there is no ttl yet, or it contradicts another option
     */
    public SetOptions withRefresh() {
        return new SetOptions(prevValue, prevIndex, prevExist, ttl, true, isDir, isNoValueOnSuccess);
    }

    /**
     * Adds {@link #isDir()}; the value to set must be empty then.
     *
     * @return new options
     * @throws IllegalArgumentException if it contradicts another option
     */
    public SetOptions withDir() {
        return new SetOptions(prevValue, prevIndex, prevExist, ttl, isRefresh, true, isNoValueOnSuccess);
    }

    /**
     * Adds {@link #isNoValueOnSuccess()}; etcd 3.1 and later.
     *
     * @return new options
     */
    public SetOptions withNoValueOnSuccess() {
        return new SetOptions(prevValue, prevIndex, prevExist, ttl, isRefresh, isDir, true);
    }
}
