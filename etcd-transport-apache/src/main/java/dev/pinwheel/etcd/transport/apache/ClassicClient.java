package dev.pinwheel.etcd.transport.apache;

import dev.pinwheel.etcd.spi.TransportConfig;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Sets up HttpClient's classic client, for callers that wait, just as obediently. */
final class ClassicClient {
    /** A look at the socket costs a millisecond, so a connection in steady use is spared it (T7.4). */
    private static final TimeValue TRUSTED_FOR = TimeValue.ofMilliseconds(20);

    /**
     * The classic client takes "disabled" for no time at all, and fails when another caller's thread is just about to
     * hand it its connection.
     */
    private static final Timeout FOR_EVER = Timeout.ofDays(10_000);

    private ClassicClient() {}

    static CloseableHttpClient create(
            PoolingHttpClientConnectionManager connections, Consumer<HttpClientBuilder> customizer) {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.copy(NativeClient.obedient())
                        .setConnectionRequestTimeout(FOR_EVER)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState();
        builder.addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "sending", (request, scope, chain) -> {
            CallerExchange exchange = CallerExchange.of(scope.clientContext);
            if (exchange != null) {
                exchange.sending();
            }
            return chain.proceed(request, scope);
        });
        customizer.accept(builder);
        return builder.build();
    }

    static PoolingHttpClientConnectionManager connections(
            TransportConfig config, DnsResolver resolver, ExecutorService lookups, ScheduledExecutorService timer) {
        Late<TlsSocketStrategy> tls =
                new Late<>(() -> NativeClient.tls(config.tls()).buildClassic());
        return new PoolingHttpClientConnectionManagerBuilder() {
            @Override
            protected HttpClientConnectionOperator createConnectionOperator(
                    SchemePortResolver ports, DnsResolver unused, TlsSocketStrategy strategy) {
                return new ClassicConnector(strategy, resolver, lookups, timer, config.connectTimeout());
            }
        }.setMaxConnTotal(Integer.MAX_VALUE)
                .setMaxConnPerRoute(config.maxConnectionsPerEndpoint())
                .setTlsSocketStrategy((socket, host, port, attachment, context) ->
                        tls.get().upgrade(socket, host, port, attachment, context))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(NativeClient.http1())
                        .responseParserFactory(new StrictParsers(NativeClient.http1()))
                        .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(Timeout.DISABLED).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.DISABLED) // The connector sees to it.
                        .setSocketTimeout(Timeout.DISABLED) // An exchange may be silent for ever (T6.5).
                        .setValidateAfterInactivity(TRUSTED_FOR)
                        .build())
                .build();
    }
}
