package dev.pinwheel.etcd.transport.jetty;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Does the TLS handshake within its time (T5.2), and only then makes way for the connection that carries requests: so
 * no request is begun, and called sent, on a connection that never comes to be (T5.3).
 */
final class HandshakeConnection extends AbstractConnection implements SslHandshakeListener {

    /** What becomes of the handshake; one of the two is called, once. */
    interface Outcome {

        /** Makes the connection that takes over. */
        Connection succeeded() throws IOException;

        /** Reports that there will be no connection. */
        void failed(Throwable failure);
    }

    private final Scheduler scheduler;
    private final long millis;
    private final Outcome outcome;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile boolean shaken;
    private volatile Scheduler.@Nullable Task timer;
    private long idleTimeout;

    /**
     * Prepares the handshake, which starts when Jetty opens the connection.
     *
     * @param millis how long it may take
     */
    HandshakeConnection(EndPoint endPoint, ClientConnector connector, long millis, Outcome outcome) {
        super(endPoint, connector.getExecutor());
        this.scheduler = connector.getScheduler();
        this.millis = millis;
        this.outcome = outcome;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        idleTimeout = getEndPoint().getIdleTimeout();
        getEndPoint().setIdleTimeout(0);
        timer = scheduler.schedule(this::timedOut, millis, TimeUnit.MILLISECONDS);
        try {
            getEndPoint().flush(BufferUtil.EMPTY_BUFFER);
            proceed();
        } catch (IOException broken) {
            fail(broken);
        }
    }

    @Override
    public void onFillable() {
        try {
            int filled;
            do {
                filled = getEndPoint().fill(BufferUtil.EMPTY_BUFFER);
            } while (filled > 0 && !shaken);
            if (filled < 0 && !shaken) {
                throw new SSLHandshakeException("the server closed the connection during the TLS handshake");
            }
            proceed();
        } catch (IOException broken) {
            fail(broken);
        }
    }

    @Override
    public void handshakeSucceeded(Event event) {
        shaken = true;
    }

    @Override
    public void handshakeFailed(Event event, Throwable failure) {
        fail(failure);
    }

    @Override
    public void onFillInterestedFailed(Throwable failure) {
        fail(failure);
    }

    @Override
    public void onClose(@Nullable Throwable failure) {
        super.onClose(failure);
        fail(failure == null ? new ClosedChannelException() : failure);
    }

    private void proceed() throws IOException {
        if (!shaken) {
            fillInterested();
        } else if (decide()) {
            getEndPoint().setIdleTimeout(idleTimeout);
            try {
                getEndPoint().upgrade(outcome.succeeded());
            } catch (IOException | RuntimeException broken) {
                outcome.failed(broken);
                getEndPoint().close(broken);
            }
        }
    }

    private void timedOut() {
        fail(new SocketTimeoutException("the server did not finish the TLS handshake within the connect timeout"));
    }

    private void fail(Throwable failure) {
        if (decide()) {
            outcome.failed(asTlsFailure(failure));
            getEndPoint().close(failure);
        }
    }

    private boolean decide() {
        boolean first = decided.compareAndSet(false, true);
        Scheduler.Task running = timer;
        if (first && running != null) {
            running.cancel();
        }
        return first;
    }

    /** A reset in the middle of the handshake is how some servers refuse it. */
    private static Throwable asTlsFailure(Throwable failure) {
        if (failure instanceof SSLException || failure instanceof SocketTimeoutException) {
            return failure;
        }
        return new SSLException("the connection broke during the TLS handshake: " + failure, failure);
    }
}
