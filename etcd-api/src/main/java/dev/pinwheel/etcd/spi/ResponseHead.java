package dev.pinwheel.etcd.spi;

import static java.util.Objects.requireNonNull;

/**
 * Status and headers of a response.
 *
 * @param status the status code, 200 or above
 * @param protocol the protocol it came by, such as "HTTP/1.1" or "HTTP/2.0"
 * @param headers in the order of the wire, duplicates kept, without pseudo-headers (T3.3)
 */
public record ResponseHead(int status, String protocol, Headers headers) {

    /**
     * Checks the parts.
     *
     * @throws NullPointerException if a part is null
     */
    public ResponseHead {
        requireNonNull(protocol, "protocol");
        requireNonNull(headers, "headers");
    }
}
