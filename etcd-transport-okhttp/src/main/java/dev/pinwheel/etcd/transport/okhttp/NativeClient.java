package dev.pinwheel.etcd.transport.okhttp;

import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.TransportConfig;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * OkHttp's client, set up to do what it is told and nothing of its own accord.
 *
 * <p>Really two of them that share all they have: where the user sets up no TLS, one that knows none carries http, as
 * to load the JDK's own trust takes longer than everything else that a client begins with; and the other is built for
 * the first https request. Safe for use by many threads.
 */
final class NativeClient {
    /** More than any timer needs, and still a number that OkHttp takes. */
    private static final Duration LONGEST = Duration.ofDays(20);

    /** Which versions and ciphers are allowed is the SSLContext's affair. */
    private static final ConnectionSpec AS_THE_CONTEXT_SAYS = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
            .allEnabledTlsVersions()
            .allEnabledCipherSuites()
            .build();

    private static final List<ConnectionSpec> WITHOUT_TLS = List.of(ConnectionSpec.CLEARTEXT);
    private static final List<ConnectionSpec> ALL = List.of(AS_THE_CONTEXT_SAYS, ConnectionSpec.CLEARTEXT);

    private final ExecutorService threads;
    private final OkHttpClient.Builder builder;
    private final OkHttpClient first;
    private volatile @Nullable OkHttpClient secure; // Built twice when the first two https requests come at once.

    NativeClient(
            TransportConfig config,
            ExecutorService threads,
            ChannelSockets sockets,
            Consumer<OkHttpClient.Builder> customizer) {
        this.threads = threads;
        builder = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(threads))
                .socketFactory(sockets)
                .connectionPool(pool(config.connectionIdleTimeout()))
                .connectionSpecs(config.tls() == null ? WITHOUT_TLS : ALL)
                .protocols(config.http2() ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.HTTP_1_1))
                .connectTimeout(millis(config.connectTimeout()), TimeUnit.MILLISECONDS)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .proxy(Proxy.NO_PROXY)
                .cookieJar(CookieJar.NO_COOKIES)
                .authenticator(Authenticator.NONE)
                .proxyAuthenticator(Authenticator.NONE)
                .addNetworkInterceptor(new OneAnswer());
        trust(builder, config.tls());
        customizer.accept(builder);
        first = observed(builder.build(), threads);
        if (first.connectionSpecs().equals(WITHOUT_TLS)) {
            builder.connectionSpecs(ALL);
        } else {
            secure = first; // By the user's own TLS, or a customizer's.
        }
    }

    Call newCall(Request request) {
        return (request.isHttps() ? secure() : first).newCall(request);
    }

    private OkHttpClient secure() {
        OkHttpClient known = secure;
        if (known == null) {
            known = observed(builder.build(), threads);
            secure = known;
        }
        return known;
    }

    /** Closes the connections that nobody uses. */
    void closeIdle() {
        first.connectionPool().evictAll();
    }

    private static ConnectionPool pool(Duration idleTimeout) {
        Duration idle = idleTimeout.isZero() ? LONGEST : idleTimeout;
        return new ConnectionPool(Integer.MAX_VALUE, millis(idle), TimeUnit.MILLISECONDS);
    }

    private static void trust(OkHttpClient.Builder builder, @Nullable TlsConfig tls) {
        if (tls != null) {
            builder.sslSocketFactory(tls.context().getSocketFactory(), tls.trustManager());
            if (!tls.verifyHostname()) {
                builder.hostnameVerifier((host, session) -> true);
            }
        }
    }

    /** What must not be lost when a customizer sets its own. */
    private static OkHttpClient observed(OkHttpClient client, ExecutorService threads) {
        CancellableDns dns = new CancellableDns(client.dns(), threads);
        EventListener.Factory theirs = client.eventListenerFactory();
        return client.newBuilder()
                .dns(dns)
                .eventListenerFactory(
                        call -> Objects.requireNonNull(call.request().tag(Progress.class), "a request that is not ours")
                                .plus(theirs.create(call))
                                .plus(dns))
                .build();
    }

    /** Rounded up: a fraction of a millisecond is short, but it is not OkHttp's zero, which means no limit. */
    static long millis(Duration time) {
        return (time.compareTo(LONGEST) < 0 ? time : LONGEST).plusNanos(999_999).toMillis();
    }
}
