package dev.pinwheel.etcd;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.auth.AuthException;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.members.MembersException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed; sealed, so that a {@code switch} can name every case.
 *
 * <ul>
 *   <li>{@link ContextException}: the caller's deadline passed, or the caller ended the call (E1).
 *   <li>{@link ClusterException}: no endpoint gave an answer (E2).
 *   <li>{@link InvalidResponseException}: something answered that is not the etcd v2 API (E3).
 *   <li>{@link KeysException}, {@link MembersException}, {@link AuthException}: etcd answered, and refused (E4).
 * </ul>
 *
 * <p>Wrong use of the client is not here: it is an {@link IllegalArgumentException} or {@link IllegalStateException},
 * thrown before anything is sent (E8).
 */
public abstract sealed class EtcdException extends RuntimeException
        permits ContextException,
                ClusterException,
                InvalidResponseException,
                NoLeaderException,
                DiscoveryException,
                KeysException,
                MembersException,
                AuthException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /**
     * For the family.
     *
     * @param message what happened, for people
     * @param outcome what is known about the write
     * @param cause what lies behind, or null
     */
    protected EtcdException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = requireNonNull(outcome, "outcome");
    }

    /**
     * Whether a write may have been applied all the same (E5).
     *
     * @return {@link Outcome#NOT_APPLIED} only when that is proved; always so for reads
     */
    public Outcome outcome() {
        return outcome;
    }
}
