package dev.pinwheel.etcd.embedded.auth;

/**
 * What a role may do with keys.
 *
 * @param read what it may read
 * @param write what it may write
 */
public record Permissions(Patterns read, Patterns write) {

    /** Nothing. */
    public static final Permissions NONE = new Permissions(Patterns.NOT_GIVEN, Patterns.NOT_GIVEN);

    /**
     * Says whether nothing is allowed.
     *
     * @return true if there is no pattern
     */
    public boolean isEmpty() {
        return read.isEmpty() && write.isEmpty();
    }

    Permissions plus(Permissions granted) throws AuthRefusal {
        return new Permissions(read.plus(granted.read, "read"), write.plus(granted.write, "write"));
    }

    Permissions minus(Permissions revoked) {
        return new Permissions(read.minus(revoked.read), write.minus(revoked.write));
    }
}
