package dev.pinwheel.etcd.core.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:2379, http://localhost:2379",
        "http://localhost, http://localhost",
        "HTTP://LocalHost:2379/, http://localhost:2379",
        "https://etcd.example:443/prefix, https://etcd.example:443/prefix",
        "https://etcd.example/a/b/, https://etcd.example/a/b",
        "http://[::1]:2379, http://[::1]:2379",
        "http://10.0.0.1:2379, http://10.0.0.1:2379",
        "http://h/%2Fx, http://h/%2Fx",
    })
    void F1_usableEndpoints_areBroughtToOneForm(String text, String normal) {
        assertThat(Endpoints.parse(List.of(text))).containsExactly(URI.create(normal));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:2379 | did you mean http://localhost:2379 ?",
                "10.0.0.1:2379 | did you mean http://10.0.0.1:2379 ?",
                "etcd-1 | did you mean http://etcd-1 ?",
                "'' | is not an http or https URI",
                "'  ' | is not an http or https URI",
                "http:/localhost:2379 | has no usable host",
                "http:localhost | is not an http or https URI",
                "http:// | is not an http or https URI",
                "http://:2379 | has no usable host",
                "etcd://localhost:2379 | is not an http or https URI",
                "unix:///run/etcd.sock | is not an http or https URI",
                "http://my_host:2379 | has no usable host",
                "http://localhost:0 | has the port 0",
                "http://localhost:65536 | has the port 65536",
                "http://localhost:port | has no usable host",
                "http://localhost:2379?a=b | leave it out: http://localhost:2379",
                "http://localhost:2379#f | leave it out: http://localhost:2379",
                "http://localhost:2379/a/../b | '.' or '..' segments",
                "http://local host:2379 | is not an http or https URI",
            })
    void F1_unusableEndpoints_areRefused_withTheTextAndTheMend(String text, String mend) {
        assertThatThrownBy(() -> Endpoints.parse(List.of("http://good:2379", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining(mend);
    }

    @Test
    void E9_userInfo_isRefused_withoutShowingIt() {
        for (String text :
                List.of("http://root:pw@localhost:2379", "root:pw@localhost:2379", "http://root:pw@my_host")) {
            assertThatThrownBy(() -> Endpoints.parse(List.of(text)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("***@")
                    .hasMessageNotContaining("pw");
        }
    }

    @Test
    void F1_noEndpoints_areRefused() {
        assertThatThrownBy(() -> Endpoints.parse(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give at least one");
    }

    @Test
    void F3_equalEndpoints_countOnce() {
        assertThat(Endpoints.parse(List.of("http://a:1", "http://b:1", "HTTP://A:1/")))
                .containsExactly(URI.create("http://a:1"), URI.create("http://b:1"));
    }
}
