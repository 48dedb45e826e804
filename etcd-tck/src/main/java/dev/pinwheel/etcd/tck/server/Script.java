package dev.pinwheel.etcd.tck.server;

import java.io.IOException;

/**
 * What a server does with one connection; when it returns, the connection is closed.
 *
 * <p>An {@link IOException} that it lets out counts as the end of the connection by the client. When the server is
 * closed, its scripts are interrupted.
 */
@FunctionalInterface
public interface Script {

    /**
     * Serves one connection, on a thread of its own.
     *
     * @param connection the server's side of it
     * @throws IOException when the client has ended the connection
     * @throws InterruptedException when the server is closed
     */
    void serve(ServerConnection connection) throws IOException, InterruptedException;
}
