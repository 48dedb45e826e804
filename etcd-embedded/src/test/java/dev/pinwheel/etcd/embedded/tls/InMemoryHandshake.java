package dev.pinwheel.etcd.embedded.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Lets a client and a server shake hands without a socket. */
record InMemoryHandshake(SSLEngine client, SSLEngine server) {
    private static final int LARGE = 1 << 17;

    void run() throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(LARGE);
        ByteBuffer toClient = ByteBuffer.allocate(LARGE);
        client.beginHandshake();
        server.beginHandshake();
        while (isBusy(client) || isBusy(server)) {
            step(client, toServer, toClient);
            step(server, toClient, toServer);
        }
    }

    private static boolean isBusy(SSLEngine engine) {
        HandshakeStatus status = engine.getHandshakeStatus();
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        ByteBuffer nothing = ByteBuffer.allocate(LARGE);
        switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> engine.wrap(nothing.limit(0), out);
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            default -> {
                in.flip();
                engine.unwrap(in, nothing);
                in.compact();
            }
        }
    }
}
