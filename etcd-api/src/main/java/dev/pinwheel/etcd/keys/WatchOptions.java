package dev.pinwheel.etcd.keys;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What to watch, from where on; immutable. Begin with a static method and add with a wither:
 * {@code WatchOptions.recursive().withAfter(got.index())}.
 *
 * @param isRecursive whether all that is below the key is watched, too; hidden nodes below it (a segment of the name
 *     begins with "_") are not
 * @param start what the watch begins behind; empty for the present: whatever is changed after the watch was opened
 * @param onGap what to do when the watch cannot vouch for a range of indexes
 */
public record WatchOptions(boolean isRecursive, Optional<WatchPosition> start, OnGap onGap) {
    private static final WatchOptions NONE = new WatchOptions(false, Optional.empty(), OnGap.FAIL);

    /**
     * Checks the parts.
     *
     * @throws NullPointerException if a part is null
     */
    public WatchOptions {
        requireNonNull(start, "start");
        requireNonNull(onGap, "onGap");
    }

    /**
     * The default: the key alone, from now on, and an exception at a gap.
     *
     * @return options with nothing asked for
     */
    public static WatchOptions none() {
        return NONE;
    }

    /**
     * Watches all that is below the key, too.
     *
     * @return {@link #none()} with {@link #withRecursive()}
     */
    public static WatchOptions recursive() {
        return NONE.withRecursive();
    }

    /**
     * Begins behind an index.
     *
     * @param index as for {@link #withAfter}
     * @return {@link #none()} with {@link #withAfter}
     * @throws IllegalArgumentException if the index is negative
     */
    public static WatchOptions after(long index) {
        return NONE.withAfter(index);
    }

    /**
     * Begins where another watch has come to.
     *
     * @param position as for {@link #withFrom}
     * @return {@link #none()} with {@link #withFrom}
     */
    public static WatchOptions from(WatchPosition position) {
        return NONE.withFrom(position);
    }

    /**
     * Adds {@link #isRecursive()}.
     *
     * @return new options
     */
    public WatchOptions withRecursive() {
        return new WatchOptions(true, start, onGap);
    }

    /**
     * Begins behind an index, in whatever cluster answers.
     *
     * @param index the last index that is not wanted, such as {@link KeysResponse#index()} of the read that the watch
     *     follows. One that the servers have forgotten is a gap, and so is one that the cluster has not reached yet:
     *     its index must have gone back
     * @return new options
     * @throws IllegalArgumentException if the index is negative
     */
    public WatchOptions withAfter(long index) {
        return withFrom(new WatchPosition("", index));
    }

    /**
     * Begins where another watch has come to; that it was in another cluster is a gap.
     *
     * @param position such as {@link WatchEvent#position()} of the last event that was dealt with
     * @return new options
     */
    public WatchOptions withFrom(WatchPosition position) {
        return new WatchOptions(isRecursive, Optional.of(position), onGap);
    }

    /**
     * Says what to do at a gap.
     *
     * @param choice fail, which is the default, or resync
     * @return new options
     */
    public WatchOptions withOnGap(OnGap choice) {
        return new WatchOptions(isRecursive, start, choice);
    }
}
