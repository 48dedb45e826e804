package dev.pinwheel.etcd.transport.apache;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.spi.UnsupportedOptionException;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.server.RawServer;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the factory promises, and the way to the native builders. */
class FactoryTest {
    private static final TransportConfig DEFAULTS = TransportConfig.builder().build();

    @Test
    void theFactoryIsFoundByServiceLoader() {
        assertThat(ServiceLoader.load(TransportFactory.class))
                .singleElement()
                .isInstanceOf(ApacheTransportFactory.class)
                .extracting(TransportFactory::name, TransportFactory::capabilities)
                .containsExactly("apache", Set.of(Capability.CALLER_RUNS));
    }

    @Test
    void T1_2_http2IsRefusedByName() {
        TransportConfig http2 = TransportConfig.builder().http2(true).build();
        assertThatExceptionOfType(UnsupportedOptionException.class)
                .isThrownBy(() -> new ApacheTransportFactory().create(http2))
                .satisfies(refusal -> assertThat(refusal.option()).isEqualTo("http2"));
    }

    @Test
    void customize_reachesTheBuildersInOrder_andLeavesTheFactoryAlone() throws Exception {
        List<String> seen = new ArrayList<>();
        ApacheTransportFactory plain = new ApacheTransportFactory();
        ApacheTransportFactory custom = plain.customize(builder -> seen.add("first"))
                .customize(builder -> seen.add("second"))
                .customize(builder -> builder.setUserAgent("asynchronous"))
                .customizeClassic(builder -> seen.add("classic"))
                .customizeClassic(builder -> builder.setUserAgent("classic"));
        plain.create(DEFAULTS).close();
        assertThat(seen).isEmpty();
        try (RawServer server = RawServer.plain(answering(ok("x")));
                Transport transport = custom.create(DEFAULTS)) {
            Given.execute(transport, get(server.uri("/"))).awaitBody();
            transport.executeOnCaller(get(server.uri("/")), RecordingListener.unlimited());
            assertThat(seen).containsExactly("first", "second", "classic");
            assertThat(server.requests())
                    .extracting(request -> request.headers().first("User-Agent").orElse("none"))
                    .containsExactly("asynchronous", "classic");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // Null is what is tried.
    void customize_wantsACustomizer() {
        ApacheTransportFactory factory = new ApacheTransportFactory();
        assertThatNullPointerException().isThrownBy(() -> factory.customize(null));
        assertThatNullPointerException().isThrownBy(() -> factory.customizeClassic(null));
    }
}
