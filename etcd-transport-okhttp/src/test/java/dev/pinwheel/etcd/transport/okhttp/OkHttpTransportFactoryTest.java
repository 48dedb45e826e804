package dev.pinwheel.etcd.transport.okhttp;

import static dev.pinwheel.etcd.tck.bench.Requests.put;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.answeringOnce;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.spi.UnsupportedOptionException;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.net.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** How transports are found, made and customized. */
class OkHttpTransportFactoryTest {
    private static final TransportConfig DEFAULTS = TransportConfig.builder().build();

    @Test
    void isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(TransportFactory.class))
                .singleElement()
                .isInstanceOf(OkHttpTransportFactory.class)
                .extracting(TransportFactory::name, TransportFactory::capabilities)
                .containsExactly(
                        "okhttp", Set.of(Capability.HTTP2, Capability.THREAD_PER_EXCHANGE, Capability.CALLER_RUNS));
    }

    @Test
    void T1_2_aLimitOfConnectionsWithHttp2_isRefusedByName() {
        TransportConfig both = TransportConfig.builder()
                .http2(true)
                .maxConnectionsPerEndpoint(7)
                .build();
        assertThatExceptionOfType(UnsupportedOptionException.class)
                .isThrownBy(() -> new OkHttpTransportFactory().create(both))
                .withMessageContaining("maxConnectionsPerEndpoint")
                .withMessageContaining("HTTP/2");
    }

    @Test
    @SuppressWarnings("NullAway") // Null is what is tried.
    void customize_reachesTheBuilderInOrder_andLeavesTheFactoryAlone() {
        List<String> seen = new ArrayList<>();
        OkHttpTransportFactory plain = new OkHttpTransportFactory();
        OkHttpTransportFactory custom = plain.customize(builder -> seen.add("first"))
                .customize(builder -> {
                    OkHttpClient client = builder.build();
                    seen.add("second " + client.followRedirects() + client.retryOnConnectionFailure());
                    assertThat(client.proxy()).isEqualTo(Proxy.NO_PROXY);
                });
        plain.create(DEFAULTS).close();
        assertThat(seen).isEmpty();
        custom.create(DEFAULTS).close();
        assertThat(seen).containsExactly("first", "second falsefalse");
        assertThatNullPointerException().isThrownBy(() -> plain.customize(null));
    }

    @Test
    void T5_3_aCustomEventListener_worksBesideTheSentMarker() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Bench bench = Given.bench(builder -> builder.eventListener(new EventListener() {
            @Override
            public void requestHeadersStart(Call call) {
                heard.add(call.request().method());
            }
        }))) {
            RawServer server = bench.plain(answeringOnce(""));
            TransportException failure = bench.execute(bench.transport(), put(server.uri("/"), "value=1"))
                    .awaitFailure();
            assertThat(failure.kind()).isEqualTo(Kind.CONNECTION_LOST);
            assertThat(failure.requestNotSent()).isFalse();
            assertThat(heard).containsExactly("PUT");
        }
    }

    @Test
    void aCustomInterceptor_seesTheRequest_andTheListenerTheTrueStatus() throws Exception {
        try (Bench bench = Given.bench(builder -> builder.addInterceptor(chain -> chain.proceed(
                chain.request().newBuilder().header("X-Trace", "7").build())))) {
            RawServer server = bench.plain(answering(ok("x").replace("200 OK", "412 Precondition Failed")));
            assertThat(bench.execute(bench.transport(), put(server.uri("/"), "value=1"))
                            .awaitHead()
                            .status())
                    .isEqualTo(412);
            assertThat(server.requests().get(0).headers().first("X-Trace")).contains("7");
        }
    }
}
