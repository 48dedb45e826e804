package dev.pinwheel.etcd.transport.apache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections for callers that wait, so that cancelling and interrupting them ends whatever they wait for (T2.8):
 * names are looked up on another thread, sockets are channels, which interruption closes, and one deadline covers all
 * addresses of a host with their TLS handshakes (T5.2).
 */
final class ClassicConnector implements HttpClientConnectionOperator {
    private final TlsSocketStrategy tls;
    private final DnsResolver resolver;
    private final ExecutorService lookups;
    private final ScheduledExecutorService timer;
    private final Duration connectTimeout;

    ClassicConnector(
            TlsSocketStrategy tls,
            DnsResolver resolver,
            ExecutorService lookups,
            ScheduledExecutorService timer,
            Duration connectTimeout) {
        this.tls = tls;
        this.resolver = resolver;
        this.lookups = lookups;
        this.timer = timer;
        this.connectTimeout = connectTimeout;
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost host,
            @Nullable InetSocketAddress localAddress,
            @Nullable TimeValue timeout,
            SocketConfig sockets,
            HttpContext context)
            throws IOException {
        long deadline = System.nanoTime() + Durations.nanos(connectTimeout);
        InetAddress[] addresses = addressesOf(host, context);
        for (int i = 0; ; i++) {
            HttpHost there = new HttpHost(host.getSchemeName(), addresses[i], host.getHostName(), host.getPort());
            try {
                connect(connection, there, sockets, context, (deadline - System.nanoTime()) / (addresses.length - i));
                return;
            } catch (IOException failure) {
                if (i == addresses.length - 1 || Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
            }
        }
    }

    private void connect(
            ManagedHttpClientConnection connection,
            HttpHost there,
            SocketConfig sockets,
            HttpContext context,
            long nanos)
            throws IOException {
        OpeningSocket opening = new OpeningSocket();
        CallerExchange.onEarlyEnd(context, opening);
        Future<?> alarm = connectTimeout.isZero()
                ? CompletableFuture.completedFuture(null)
                : timer.schedule(opening::late, nanos, TimeUnit.NANOSECONDS);
        TlsSocketStrategy handshake = "https".equals(there.getSchemeName()) ? opening.noting(tls) : null;
        try {
            new DefaultHttpClientConnectionOperator(proxy -> opening.socket(), null, resolver, scheme -> handshake)
                    .connect(connection, there, null, Timeout.DISABLED, sockets, context);
            opening.ready();
        } catch (IOException failure) {
            throw opening.failed(failure);
        } finally {
            alarm.cancel(false);
        }
    }

    private InetAddress[] addressesOf(HttpHost host, HttpContext context) throws IOException {
        if (Addresses.isLiteral(host.getHostName())) {
            return resolver.resolve(host.getHostName());
        }
        Future<InetAddress[]> lookup = lookups.submit(() -> resolver.resolve(host.getHostName()));
        CallerExchange.onEarlyEnd(context, () -> lookup.cancel(true));
        try {
            return lookup.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException unknown ? unknown : new IOException(failure.getCause());
        } catch (CancellationException ended) {
            throw new IOException("the exchange was ended during the look-up", ended);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted during the look-up");
        }
    }

    @Override
    public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
        throw new UnsupportedOperationException("only proxies need it");
    }
}
