package dev.pinwheel.etcd.keys;

import java.time.Duration;
import java.util.Optional;

/**
 * How to create in order; immutable.
 *
 * @param ttl the time to live, sent in whole seconds rounded up
 * @param isNoValueOnSuccess whether the answer leaves out the node; its key is unknown then
 */
public record CreateInOrderOptions(Optional<Duration> ttl, boolean isNoValueOnSuccess) {
    private static final CreateInOrderOptions NONE = new CreateInOrderOptions(Optional.empty(), false);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the time to live is not above zero, or above 200 years
     */
    public CreateInOrderOptions {
        ttl.ifPresent(Condition::ttl);
    }

    /**
     * The default: an entry that does not expire.
     *
     * @return options with nothing asked for
     */
    public static CreateInOrderOptions none() {
        return NONE;
    }

    /**
     * An entry that expires.
     *
     * @param ttl the time to live, above zero and 200 years at the most
     * @return {@link #none()} with {@link #withTtl}
     * @throws IllegalArgumentException if the time to live is out of range
     */
    public static CreateInOrderOptions ttl(Duration ttl) {
        return NONE.withTtl(ttl);
    }

    /**
     * Adds {@link #ttl()}.
     *
     * @param ttl the time to live, above zero and 200 years at the most
     * @return new options
     * @throws IllegalArgumentException if the time to live is out of range
     */
    public CreateInOrderOptions withTtl(Duration ttl) {
        return new CreateInOrderOptions(Optional.of(ttl), isNoValueOnSuccess);
    }

    /**
     * Adds {@link #isNoValueOnSuccess()}.
     *
     * @return new options
     */
    public CreateInOrderOptions withNoValueOnSuccess() {
        return new CreateInOrderOptions(ttl, true);
    }
}
