package dev.pinwheel.etcd.transport.apache;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * One connection on its way: the addresses of its host are tried in turn, TLS handshakes included, within one deadline
 * (T5.2), of which each address has an equal share of what is left.
 */
final class Connecting {

    /** Opens a connection to one address, in HttpClient's way. */
    interface Opener {
        Future<ManagedAsyncClientConnection> open(
                InetAddress address, Sessions sessions, FutureCallback<ManagedAsyncClientConnection> outcome);
    }

    /** Is told of the session, which exists before the TLS handshake; HttpClient's future then forgets it. */
    interface Sessions {
        FutureCallback<IOSession> noting(FutureCallback<IOSession> next);
    }

    private final InetAddress[] addresses;
    private final Opener opener;
    private final ComplexFuture<ManagedAsyncClientConnection> connection;
    private final ScheduledExecutorService timer;
    private final boolean limited;
    private final long deadline;
    private int tried;

    Connecting(
            InetAddress[] addresses,
            Opener opener,
            ComplexFuture<ManagedAsyncClientConnection> connection,
            ScheduledExecutorService timer,
            Duration limit) {
        this.addresses = addresses;
        this.opener = opener;
        this.connection = connection;
        this.timer = timer;
        this.limited = !limit.isZero();
        this.deadline = System.nanoTime() + Durations.nanos(limit);
    }

    /** Tries the next address; called again only when the last one has failed. */
    void next() {
        int left = addresses.length - tried;
        Attempt attempt = new Attempt();
        connection.setDependency((Cancellable) attempt);
        attempt.start(addresses[tried++], (deadline - System.nanoTime()) / left);
    }

    private final class Attempt implements FutureCallback<ManagedAsyncClientConnection>, Cancellable, Sessions {
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile @Nullable IOSession session;
        private volatile @Nullable Future<?> opening;
        private volatile @Nullable Future<?> alarm;

        void start(InetAddress address, long nanos) {
            try {
                if (limited) {
                    alarm = timer.schedule(this::timedOut, nanos, TimeUnit.NANOSECONDS);
                }
                opening = opener.open(address, this, this);
            } catch (RejectedExecutionException closed) {
                failed(closed);
            }
            if (over.get()) {
                release();
            }
        }

        @Override
        public FutureCallback<IOSession> noting(FutureCallback<IOSession> next) {
            return new FutureCallback<>() {
                @Override
                public void completed(IOSession opened) {
                    session = opened;
                    if (over.get()) {
                        release();
                    }
                    next.completed(opened);
                }

                @Override
                public void failed(Exception failure) {
                    next.failed(failure);
                }

                @Override
                public void cancelled() {
                    next.cancelled();
                }
            };
        }

        @Override
        public void completed(ManagedAsyncClientConnection opened) {
            if (!end() || !connection.completed(opened)) {
                opened.close(CloseMode.IMMEDIATE);
            }
        }

        @Override
        public void failed(Exception failure) {
            if (end()) {
                release();
                giveUp(session == null ? failure : asTlsFailure(failure));
            }
        }

        @Override
        public void cancelled() {
            failed(new ConnectTimeoutException("the connection was given up"));
        }

        @Override
        public boolean cancel() {
            boolean first = end();
            release();
            return first;
        }

        private void timedOut() {
            if (end()) {
                release();
                giveUp(new ConnectTimeoutException(
                        session == null
                                ? "the server did not accept the connection within the connect timeout"
                                : "the server did not finish the TLS handshake within the connect timeout"));
            }
        }

        private void giveUp(Exception failure) {
            if (tried == addresses.length) {
                connection.failed(failure);
            } else if (!connection.isDone()) {
                next();
            }
        }

        private boolean end() {
            boolean first = over.compareAndSet(false, true);
            Future<?> running = alarm;
            if (first && running != null) {
                running.cancel(false);
            }
            return first;
        }

        private void release() {
            Future<?> native_ = opening;
            if (native_ != null) {
                native_.cancel(true);
            }
            IOSession opened = session;
            if (opened != null) {
                opened.close(CloseMode.IMMEDIATE);
            }
        }
    }

    /** A reset in the middle of the handshake is how some servers refuse it. */
    private static Exception asTlsFailure(Exception failure) {
        return failure instanceof SSLException
                ? failure
                : new SSLException("the connection broke during the TLS handshake: " + failure, failure);
    }
}
