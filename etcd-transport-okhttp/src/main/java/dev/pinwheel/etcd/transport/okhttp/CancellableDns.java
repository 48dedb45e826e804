package dev.pinwheel.etcd.transport.okhttp;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;
import okhttp3.EventListener;

/** Looks host names up on a thread of their own, so that a call can be cancelled while the resolver hangs (T4.3). */
final class CancellableDns extends EventListener implements Dns {
    private static final int LOOK_UP_MILLIS = 100;

    private final Dns resolver;
    private final Executor threads;
    private final Map<Thread, okhttp3.Call> calling = new ConcurrentHashMap<>(); // OkHttp does not say who asks.

    CancellableDns(Dns resolver, Executor threads) {
        this.resolver = resolver;
        this.threads = threads;
    }

    @Override
    public void dnsStart(okhttp3.Call call, String host) {
        calling.put(Thread.currentThread(), call);
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        okhttp3.Call call = requireNonNull(calling.remove(Thread.currentThread()), "a lookup without a call");
        CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                addresses.complete(resolver.lookup(host));
            } catch (UnknownHostException | RuntimeException | Error unknown) {
                addresses.completeExceptionally(unknown);
            }
        });
        while (!call.isCanceled()) {
            try {
                return addresses.get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillWaiting) {
                // Unless it has been cancelled.
            } catch (ExecutionException failed) {
                Throwable cause = requireNonNullElse(failed.getCause(), failed);
                throw unknown(host + ": " + cause.getMessage(), cause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw unknown(host + ": interrupted while it was looked up", interrupted);
            }
        }
        throw new UnknownHostException(host + ": cancelled while it was looked up");
    }

    private static UnknownHostException unknown(String message, Throwable cause) {
        if (cause instanceof UnknownHostException already) {
            return already;
        }
        UnknownHostException unknown = new UnknownHostException(message);
        unknown.initCause(cause);
        return unknown;
    }
}
