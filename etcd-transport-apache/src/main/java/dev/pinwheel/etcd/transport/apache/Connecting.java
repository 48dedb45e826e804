package dev.pinwheel.etcd.transport.apache;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
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

    private enum Outcome {
        OPEN,
        CONNECTED,
        GIVEN_UP
    }

    private final class Attempt implements FutureCallback<ManagedAsyncClientConnection>, Cancellable, Sessions {
        private final AtomicReference<Outcome> outcome = new AtomicReference<>(Outcome.OPEN);
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
            releaseIfGivenUp();
        }

        @Override
        public FutureCallback<IOSession> noting(FutureCallback<IOSession> next) {
            return new CallbackContribution<>(next) {
                @Override
                public void completed(IOSession opened) {
                    session = opened;
                    releaseIfGivenUp();
                    next.completed(opened);
                }
            };
        }

        @Override
        public void completed(ManagedAsyncClientConnection opened) {
            if (!end(Outcome.CONNECTED) || !connection.completed(opened)) {
                opened.close(CloseMode.IMMEDIATE);
            }
        }

        @Override
        public void failed(Exception failure) {
            goOn(session == null ? failure : Handshakes.failure(failure));
        }

        @Override
        public void cancelled() {
            failed(new ConnectionClosedException("HttpClient gave the connection up"));
        }

        private void timedOut() {
            goOn(new ConnectTimeoutException(
                    session == null
                            ? "the server did not accept the connection within the connect timeout"
                            : "the server did not finish the TLS handshake within the connect timeout"));
        }

        /** The caller of the whole wants no connection any more. */
        @Override
        public boolean cancel() {
            return end(Outcome.GIVEN_UP);
        }

        private void goOn(Exception failure) {
            if (end(Outcome.GIVEN_UP)) {
                if (tried == addresses.length) {
                    connection.failed(failure);
                } else {
                    next();
                }
            }
        }

        private boolean end(Outcome how) {
            boolean first = outcome.compareAndSet(Outcome.OPEN, how);
            Future<?> running = alarm;
            if (first && running != null) {
                running.cancel(false);
            }
            releaseIfGivenUp();
            return first;
        }

        /** Whoever comes last, the one who gave up or the one who brings what is to be released. */
        private void releaseIfGivenUp() {
            if (outcome.get() != Outcome.GIVEN_UP) {
                return;
            }
            Future<?> pending = opening;
            if (pending != null) {
                pending.cancel(true);
            }
            IOSession opened = session;
            if (opened != null) {
                opened.close(CloseMode.IMMEDIATE);
            }
        }
    }
}
