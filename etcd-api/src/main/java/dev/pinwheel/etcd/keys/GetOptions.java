package dev.pinwheel.etcd.keys;

/**
 * How to read; immutable. Begin with a static method and add with a wither:
 * {@code GetOptions.recursive().withQuorum()}.
 *
 * @param isRecursive whether a directory is listed with all that is below it, and not only its children
 * @param isSorted whether listings are sorted by the bytes of the keys; otherwise their order is random
 * @param isQuorum whether the read goes through the cluster's consensus, and so sees every write that was acknowledged
 *     before; otherwise the member answers by itself, perhaps with what is no longer so
 */
public record GetOptions(boolean isRecursive, boolean isSorted, boolean isQuorum) {
    private static final GetOptions NONE = new GetOptions(false, false, false);

    /**
     * The default: one level, in random order, from the member itself.
     *
     * @return options with nothing asked for
     */
    public static GetOptions none() {
        return NONE;
    }

    /**
     * Lists all levels below.
     *
     * @return {@link #none()} with {@link #withRecursive()}
     */
    public static GetOptions recursive() {
        return NONE.withRecursive();
    }

    /**
     * Sorts listings.
     *
     * @return {@link #none()} with {@link #withSorted()}
     */
    public static GetOptions sorted() {
        return NONE.withSorted();
    }

    /**
     * Reads through consensus.
     *
     * @return {@link #none()} with {@link #withQuorum()}
     */
    public static GetOptions quorum() {
        return NONE.withQuorum();
    }

    /**
     * Adds {@link #isRecursive()}.
     *
     * @return new options
     */
    public GetOptions withRecursive() {
        return new GetOptions(true, isSorted, isQuorum);
    }

    /**
     * Adds {@link #isSorted()}.
     *
     * @return new options
     */
    public GetOptions withSorted() {
        return new GetOptions(isRecursive, true, isQuorum);
    }

    /**
     * Adds {@link #isQuorum()}.
     *
     * @return new options
     */
    public GetOptions withQuorum() {
        return new GetOptions(isRecursive, isSorted, true);
    }
}
