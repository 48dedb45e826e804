package dev.pinwheel.etcd.transport.okhttp;

import dev.pinwheel.etcd.spi.ResponseHead;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * How far one exchange has come, from OkHttp's events; and the one deadline for TCP connect and TLS handshake (T5.2),
 * of which OkHttp's connect timeout covers only the first. Safe for use by many threads.
 */
final class Progress extends EventListener {
    private final Duration connectTimeout;
    private final ScheduledExecutorService timer;
    private volatile boolean connecting;
    private volatile boolean handshaking;
    private volatile boolean sent;
    private volatile boolean headTooLong;
    private volatile @Nullable Connection connection;
    private volatile @Nullable ResponseHead head;
    private boolean settled; // Guarded by this, as are the next two: no deadline strikes once the request goes out.
    private boolean timedOut;
    private @Nullable Future<?> deadline;

    Progress(Duration connectTimeout, ScheduledExecutorService timer) {
        this.connectTimeout = connectTimeout;
        this.timer = timer;
    }

    /** Whether this exchange has begun to make a connection of its own, instead of taking a pooled one. */
    boolean hasConnected() {
        return connecting;
    }

    /** Whether a TLS handshake has begun and not succeeded. */
    boolean isHandshaking() {
        return handshaking;
    }

    /** Whether a byte of the request may have been written (T5.3). */
    boolean isSent() {
        return sent;
    }

    /** Whether OkHttp has stopped reading a head before its end, which it reports as an end of the stream. */
    boolean isHeadTooLong() {
        return headTooLong;
    }

    synchronized boolean isTimedOut() {
        return timedOut;
    }

    @Nullable
    ResponseHead head() {
        return head;
    }

    void headArrived(ResponseHead arrived) {
        head = arrived;
    }

    @Override
    public synchronized void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connecting = true;
        if (deadline == null && !settled && !connectTimeout.isZero()) {
            deadline = timer.schedule(() -> timeOut(call), NativeClient.millis(connectTimeout), TimeUnit.MILLISECONDS);
        }
    }

    private void timeOut(Call call) {
        synchronized (this) {
            if (settled) {
                return;
            }
            settled = true;
            timedOut = true;
        }
        call.cancel();
    }

    @Override
    public void secureConnectStart(Call call) {
        handshaking = true;
        if (call.isCanceled()) {
            // OkHttp forgets a cancel that comes between TCP connect and handshake, and might wait for ever.
            throw new CancellationException("cancelled before the TLS handshake");
        }
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        handshaking = false;
    }

    @Override
    public void connectionAcquired(Call call, Connection acquired) {
        connection = acquired;
        settle();
    }

    @Override
    public void requestHeadersStart(Call call) {
        sent = true;
    }

    @Override
    public void responseFailed(Call call, IOException failure) {
        Connection current = connection;
        if (head == null && current != null && current.protocol() != Protocol.HTTP_2) {
            headTooLong = Peer.at(current.socket()) != Peer.GONE;
        }
    }

    /** No deadline is needed any more. */
    synchronized void settle() {
        settled = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
