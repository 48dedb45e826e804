package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.TransportConfig;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sets up HttpClient to do what it is told and nothing of its own accord. */
final class NativeClient {
    private static final int IO_THREADS = 2;
    private static final int BUFFER = 4 * 1024; // Three of them make most of what a silent exchange holds (T7.3).
    private static final int WINDOW = 32 * 1024; // What arrives ahead of demand, within the 128 KiB of T3.8.
    private static final int MAX_HEADERS = 256;
    private static final int MAX_HEADER = 16 * 1024;

    private NativeClient() {}

    static CloseableHttpAsyncClient start(
            TransportConfig config,
            PoolingAsyncClientConnectionManager connections,
            Consumer<HttpAsyncClientBuilder> customizer) {
        HttpAsyncClientBuilder builder = HttpAsyncClientBuilder.create()
                .setConnectionManager(connections)
                .setThreadFactory(config.threads())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(IO_THREADS)
                        .setSelectInterval(TimeValue.ofMilliseconds(50))
                        .setTcpNoDelay(true)
                        .build())
                .setIoSessionDecorator(SuspendableSession::new)
                .setHttp1Config(http1())
                .setDefaultRequestConfig(obedient())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableRequestPriority()
                .disableConnectionState(); // Else a connection with a client certificate is never used again (T6.4).
        builder.addExecInterceptorFirst("abortable", (request, body, scope, chain, callback) -> {
            ApacheExchange exchange = ApacheExchange.of(scope.clientContext);
            chain.proceed(request, body, exchange == null ? scope : exchange.running(scope), callback);
        });
        builder.addRequestInterceptorLast((request, entity, context) -> {
            ApacheExchange exchange = ApacheExchange.of(context);
            if (exchange != null) {
                exchange.sending();
            }
        });
        customizer.accept(builder);
        CloseableHttpAsyncClient client = builder.build();
        client.start();
        return client;
    }

    static PoolingAsyncClientConnectionManager connections(
            TransportConfig config, DnsResolver resolver, Executor lookups, ScheduledExecutorService timer) {
        return new PoolingAsyncClientConnectionManagerBuilder() {
            @Override
            protected AsyncClientConnectionOperator createConnectionOperator(
                    TlsStrategy tls, SchemePortResolver ports, DnsResolver unused) {
                AsyncClientConnectionOperator nativeOperator = super.createConnectionOperator(tls, ports, unused);
                return new Connector(nativeOperator, resolver, lookups, timer, config.connectTimeout());
            }
        }.setMaxConnTotal(Integer.MAX_VALUE)
                .setMaxConnPerRoute(config.maxConnectionsPerEndpoint())
                .setTlsStrategy(new LateTls(() -> tls(config.tls()).buildAsync()))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.DISABLED) // The connector sees to it.
                        .setSocketTimeout(Timeout.DISABLED) // An exchange may be silent for ever (T6.5).
                        .build())
                // HttpCore takes etcd's limit of 2^32-1 streams for -1 and gives up; and a cancelled stream takes its
                // neighbours along.
                .setDefaultTlsConfig(org.apache.hc.client5.http.config.TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(Timeout.DISABLED)
                        .build())
                .build();
    }

    static ClientTlsStrategyBuilder tls(@Nullable TlsConfig tls) {
        SSLContext context = tls == null ? SSLContexts.createDefault() : tls.context();
        ClientTlsStrategyBuilder builder =
                ClientTlsStrategyBuilder.create().setSslContext(context).setSslBufferMode(SSLBufferMode.DYNAMIC);
        if (tls == null || tls.verifyHostname()) {
            return builder.setHostVerificationPolicy(HostnameVerificationPolicy.BUILTIN);
        }
        return builder.setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                .setHostnameVerifier(NoopHostnameVerifier.INSTANCE);
    }

    static Http1Config http1() {
        return Http1Config.custom()
                .setBufferSize(BUFFER)
                .setInitialWindowSize(WINDOW)
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxLineLength(MAX_HEADER)
                .build();
    }

    static RequestConfig obedient() {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.DISABLED)
                .setConnectionKeepAlive(TimeValue.NEG_ONE_MILLISECOND)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setExpectContinueEnabled(false)
                .build();
    }
}
