package dev.pinwheel.etcd.transport.apache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
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
        Socket socket = SocketChannel.open().socket();
        AtomicBoolean late = new AtomicBoolean();
        Future<?> alarm = connectTimeout.isZero()
                ? null
                : timer.schedule(() -> closeLate(socket, late), nanos, TimeUnit.NANOSECONDS);
        try {
            new DefaultHttpClientConnectionOperator(proxy -> socket, null, resolver, scheme -> tlsOf(there))
                    .connect(connection, there, null, Timeout.DISABLED, sockets, context);
        } catch (IOException failure) {
            boolean connected = socket.isConnected();
            socket.close();
            throw late.get() ? timeout(connected, failure) : connected ? asTlsFailure(failure) : failure;
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
    }

    private @Nullable TlsSocketStrategy tlsOf(HttpHost there) {
        return "https".equals(there.getSchemeName()) ? tls : null;
    }

    private InetAddress[] addressesOf(HttpHost host, HttpContext context) throws IOException {
        if (Addresses.isLiteral(host.getHostName())) {
            return resolver.resolve(host.getHostName());
        }
        Future<InetAddress[]> lookup = lookups.submit(() -> resolver.resolve(host.getHostName()));
        CallerExchange exchange = CallerExchange.of(context);
        if (exchange != null) {
            exchange.onEarlyEnd(() -> lookup.cancel(true));
        }
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

    private static void closeLate(Socket socket, AtomicBoolean late) {
        late.set(true);
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }

    private static IOException timeout(boolean connected, IOException cause) {
        IOException timeout = new ConnectTimeoutException(
                connected
                        ? "the server did not finish the TLS handshake within the connect timeout"
                        : "the server did not accept the connection within the connect timeout");
        timeout.initCause(cause);
        return timeout;
    }

    /** A reset in the middle of the handshake is how some servers refuse it. */
    private static IOException asTlsFailure(IOException failure) {
        return failure instanceof SSLException
                ? failure
                : new SSLException("the connection broke during the TLS handshake: " + failure, failure);
    }

    @Override
    public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
        throw new UnsupportedOperationException("only proxies need it");
    }
}
