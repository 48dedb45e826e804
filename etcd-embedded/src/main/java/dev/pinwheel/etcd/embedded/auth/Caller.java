package dev.pinwheel.etcd.embedded.auth;

/** Who sends a request. */
public sealed interface Caller {

    /** Somebody who does not say. */
    record Guest() implements Caller {}

    /**
     * Somebody who gives a name.
     *
     * @param name of a user, perhaps
     * @param secret the password, perhaps
     */
    record Named(String name, String secret) implements Caller {

        /** The name alone. */
        @Override
        public String toString() {
            return "Named[" + name + "]";
        }
    }

    /** Somebody who says it in a way that cannot be understood. */
    record Unintelligible() implements Caller {}
}
