package dev.pinwheel.etcd.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpiValuesTest {

    @Test
    void T3_3_headers_keepOrderAndDuplicates_andAreFoundInAnyCase() {
        Headers headers = Headers.of("Set-A", "1", "other", "x", "set-a", "2");

        assertThat(headers.first("SET-A")).contains("1");
        assertThat(headers.all("Set-a")).containsExactly("1", "2");
        assertThat(headers.first("missing")).isEmpty();
        assertThat(headers.with("last", "y").fields())
                .extracting(Headers.Field::name)
                .containsExactly("Set-A", "other", "set-a", "last");
    }

    @Test
    void E9_headersWithSecrets_areMasked() {
        HttpRequest request = new HttpRequest(
                "PUT",
                URI.create("http://a/x"),
                Headers.of("Authorization", "Basic cm9vdDpwdw==", "Accept", "json"),
                "password=pw".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(request).hasToString("PUT http://a/x [Authorization: ***, Accept: json] and 11 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "ä"})
    void aHeaderName_thatWouldBreakTheLine_isRefused(String name) {
        assertThatThrownBy(() -> Headers.of(name, "v")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nInjected: b", "a\nb", "a\0b"})
    void aHeaderValue_thatWouldBreakTheLine_isRefused(String value) {
        assertThatThrownBy(() -> Headers.of("name", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("header name")
                .hasMessageNotContaining("Injected");
    }

    @Test
    void headersWithoutAValueAtTheEnd_areRefused() {
        assertThatThrownBy(() -> Headers.of("a", "1", "b")).hasMessageContaining("in pairs");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CONNECT_FAILED", "CONNECT_TIMEOUT", "CAPACITY", "UNPROCESSED"})
    void T5_3_kindsThatAreNeverSent_cannotBeCalledSent(Kind kind) {
        assertThatThrownBy(() -> new TransportException(kind, false, "x", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new TransportException(kind, true, "x", null).requestNotSent())
                .isTrue();
    }

    @Test
    void transportConfig_hasSafeDefaults_andRefusesWhatIsOutOfRange() {
        TransportConfig config = TransportConfig.builder().build();

        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.maxConnectionsPerEndpoint()).isEqualTo(Integer.MAX_VALUE);
        assertThat(config.http2()).isFalse();
        assertThat(config.tls()).isNull();
        Thread thread = config.threads().newThread(() -> {});
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).startsWith("etcd-transport-");
        TransportConfig.Builder builder = TransportConfig.builder();
        assertThatThrownBy(() -> builder.maxConnectionsPerEndpoint(0).build())
                .hasMessageContaining("maxConnectionsPerEndpoint is 0");
        assertThatThrownBy(() -> TransportConfig.builder()
                        .connectTimeout(Duration.ofSeconds(-1))
                        .build())
                .hasMessageContaining("connectTimeout is PT-1S");
    }

    @Test
    void E9_tlsConfig_showsNothingOfItsKeys() throws NoSuchAlgorithmException {
        X509TrustManager trustsNobody = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        TlsConfig tls = new TlsConfig(SSLContext.getDefault(), trustsNobody, true);

        assertThat(tls).hasToString("TlsConfig[Default, verifyHostname=true]");
    }

    @Test
    void T1_2_anUnsupportedOption_isNamed() {
        UnsupportedOptionException refused = new UnsupportedOptionException("http2", "this stack has HTTP/1.1 only");

        assertThat(refused.option()).isEqualTo("http2");
        assertThat(refused).hasMessage("option http2 is not supported: this stack has HTTP/1.1 only");
    }
}
