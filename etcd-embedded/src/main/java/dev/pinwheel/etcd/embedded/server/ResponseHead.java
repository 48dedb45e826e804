package dev.pinwheel.etcd.embedded.server;

/**
 * What an answer begins with.
 *
 * <p>The server adds {@code Date} and what delimits the body. Where the headers say {@code Content-Length} or
 * {@code Transfer-Encoding} themselves, the body is sent as it is and nothing is checked, so that an answer can lie
 * about its length. {@code Connection: close} closes the connection after the answer.
 *
 * @param status of three digits
 * @param reason what follows the status on its line, one character per byte; may be empty
 * @param headers in the order in which they are sent
 */
public record ResponseHead(int status, String reason, Headers headers) {

    /**
     * Returns a head with the usual reason for its status.
     *
     * @param status of three digits
     * @param headers in the order in which they are sent
     * @return the head
     */
    public static ResponseHead of(int status, Headers headers) {
        return new ResponseHead(status, Reason.of(status), headers);
    }

    /** Says whether an answer of this status never has a body. */
    boolean excludesBody() {
        return status < 200 || status == 204 || status == 304;
    }
}
