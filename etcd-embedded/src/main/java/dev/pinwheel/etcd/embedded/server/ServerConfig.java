package dev.pinwheel.etcd.embedded.server;

import java.util.Optional;

/**
 * How a server is to be. Immutable; starts from {@link #named}.
 *
 * @param threadPrefix what the name of the server's thread begins with
 * @param tls how to encrypt; empty for cleartext
 * @param maxFirstLineBytes how long the first request line of a cleartext connection may be, without its line end;
 *     beyond it, the connection is reset
 * @param maxHeadBytes how long a request line and its headers may be in all; beyond it, the answer is 431
 * @param maxBodyBytes how long a request body may be; beyond it, {@link Handler#bodyTooLarge} answers
 * @param maxPendingBytes how many bytes of a {@link ResponseStream} may wait for a slow client; beyond it, the
 *     connection is reset
 * @param backlog how many connections the kernel accepts while the server does not, if the kernel agrees
 */
public record ServerConfig(
        String threadPrefix,
        Optional<ServerTls> tls,
        int maxFirstLineBytes,
        int maxHeadBytes,
        int maxBodyBytes,
        int maxPendingBytes,
        int backlog) {

    /**
     * Returns the limits of etcd, in cleartext.
     *
     * @param threadPrefix what the name of the server's thread begins with
     * @return the configuration
     */
    public static ServerConfig named(String threadPrefix) {
        return new ServerConfig(
                threadPrefix, Optional.empty(), 4_094, (1 << 20) + 4_096, 10 * (1 << 20), 64 * (1 << 20), 4_096);
    }

    /**
     * Returns this configuration with encryption.
     *
     * @param how to encrypt
     * @return the configuration
     */
    public ServerConfig withTls(ServerTls how) {
        return new ServerConfig(
                threadPrefix,
                Optional.of(how),
                maxFirstLineBytes,
                maxHeadBytes,
                maxBodyBytes,
                maxPendingBytes,
                backlog);
    }

    /**
     * Returns this configuration with another limit of request bodies.
     *
     * @param bytes at most
     * @return the configuration
     */
    public ServerConfig withMaxBodyBytes(int bytes) {
        return new ServerConfig(threadPrefix, tls, maxFirstLineBytes, maxHeadBytes, bytes, maxPendingBytes, backlog);
    }

    /**
     * Returns this configuration with another limit of what waits for a slow client.
     *
     * @param bytes at most
     * @return the configuration
     */
    public ServerConfig withMaxPendingBytes(int bytes) {
        return new ServerConfig(threadPrefix, tls, maxFirstLineBytes, maxHeadBytes, maxBodyBytes, bytes, backlog);
    }

    /** The parser for a new connection. */
    RequestParser newParser() {
        return tls.isPresent()
                ? RequestParser.ofTls(maxHeadBytes, maxBodyBytes)
                : RequestParser.ofCleartext(maxFirstLineBytes, maxHeadBytes, maxBodyBytes);
    }
}
