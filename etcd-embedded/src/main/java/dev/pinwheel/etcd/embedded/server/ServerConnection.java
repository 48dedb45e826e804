package dev.pinwheel.etcd.embedded.server;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A connection of a client, with all that a server can do wrong on it.
 *
 * <p>Thread-safe. Calls take effect in the order in which one thread makes them, and none once the connection is
 * closed.
 */
public interface ServerConnection {

    /**
     * Returns who is on the other side.
     *
     * @return the address and port of the client
     */
    InetSocketAddress client();

    /**
     * Sends bytes of any kind behind what has been sent so far. Over TLS they are encrypted like all others.
     *
     * @param bytes copied
     */
    void writeRaw(byte[] bytes);

    /** Reads nothing more from this client, whose bytes pile up in the socket. */
    void stopReading();

    /**
     * Sends so slowly from now on: so many bytes at once, and again after each interval. What waits already waits on,
     * and over TLS so many bytes make one record.
     *
     * @param bytes at least 1
     * @param interval at least 1 ms
     * @throws IllegalArgumentException if either is less
     */
    void slowDown(int bytes, Duration interval);

    /** Sends as fast as it can from now on. */
    void speedUp();

    /** Resets the connection (RST); what is not sent yet is lost. */
    void reset();

    /** Closes the connection (FIN) after what is still to be sent. */
    void close();

    /**
     * Runs a task later on the server's thread, unless the server has been stopped by then. While the server is paused,
     * the task waits.
     *
     * @param delay how much later
     * @param task must not block
     */
    void schedule(Duration delay, Runnable task);
}
