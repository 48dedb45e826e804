package dev.pinwheel.etcd;

import static java.util.Objects.requireNonNull;

/**
 * Who a client is, by name and password; sent with every request as HTTP basic authentication, and shown nowhere (E9).
 *
 * <p>They go only to the endpoints of the client, never where a redirect leads beyond those (F10). Over http they can
 * be read by whoever reads the network: use https.
 *
 * @param userName the user, not empty and without a colon
 * @param password the password, perhaps empty
 */
public record Credentials(String userName, String password) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the user name is empty or has a colon, which basic authentication cannot
     *     carry
     * @throws NullPointerException if a part is null
     */
    public Credentials {
        requireNonNull(password, "password");
        if (userName.isEmpty()) {
            throw new IllegalArgumentException(
                    "userName is empty; give the user's name, or no credentials for a guest (etcd drops the connection)");
        }
        if (userName.indexOf(':') >= 0) {
            throw new IllegalArgumentException("userName \"" + userName
                    + "\" has a colon, which basic authentication cannot carry; choose a user without");
        }
    }

    /** The user, without the password. */
    @Override
    public String toString() {
        return "Credentials[" + userName + ", password not shown]";
    }
}
