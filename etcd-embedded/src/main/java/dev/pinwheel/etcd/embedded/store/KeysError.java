package dev.pinwheel.etcd.embedded.store;

/**
 * Why a request was refused.
 *
 * @param code which rule it broke
 * @param cause what broke it, usually a key; may be empty
 * @param index the store's index; 0 when the store was not asked
 */
public record KeysError(ErrorCode code, Bytes cause, long index) {}
