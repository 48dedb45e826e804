package dev.pinwheel.etcd.tck.chapter;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.UnsupportedOptionException;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.rule.Certifies;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.Scripts;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T1: what a factory makes. */
public abstract class FactoryChapter {

    @Test
    @Certifies(Rule.T1_1)
    void T1_1_createOpensNoConnection_andTheTransportIsUsable(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        Transport transport = bench.transport();
        assertEquals(0, server.accepted().availablePermits(), "connections before the first request");
        assertEquals("x", bench.execute(transport, get(server.uri("/"))).awaitBody());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connectTimeout",
                "connectionIdleTimeout",
                "maxConnectionsPerEndpoint",
                "http2",
                "tls",
                "timeouts of zero"
            })
    @Certifies(Rule.T1_2)
    void T1_2_anOptionIsHonouredOrRefusedByName(String option, Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        Transport transport;
        try {
            transport = bench.transport(options -> set(option, options, bench));
        } catch (UnsupportedOptionException refused) {
            assertTrue(
                    option.equals("timeouts of zero") || option.equals(refused.option()),
                    "names another option: " + refused);
            return;
        }
        assertEquals("x", bench.execute(transport, get(server.uri("/"))).awaitBody());
    }

    private static TransportConfig.Builder set(String option, TransportConfig.Builder options, Bench bench) {
        return switch (option) {
            case "connectTimeout" -> options.connectTimeout(Duration.ofMillis(1_500));
            case "connectionIdleTimeout" -> options.connectionIdleTimeout(Duration.ofSeconds(7));
            case "maxConnectionsPerEndpoint" -> options.maxConnectionsPerEndpoint(3);
            case "http2" -> options.http2(true);
            case "tls" -> options.tls(bench.certificates().client());
            default -> options.connectTimeout(Duration.ZERO).connectionIdleTimeout(Duration.ZERO);
        };
    }

    @Test
    @Certifies(Rule.T1_2)
    void T1_2_http2IsRefused_byTransportsThatDoNotDeclareIt(Bench bench) {
        boolean declared = bench.factory().capabilities().contains(Capability.HTTP2);
        boolean refused = false;
        try {
            bench.transport(options -> options.http2(true));
        } catch (UnsupportedOptionException honest) {
            refused = true;
        }
        assertEquals(!declared, refused, "HTTP2 declared: " + declared + ", option http2 refused: " + refused);
    }

    @Test
    @Certifies(Rule.T1_3)
    void T1_3_closingOneTransportLeavesItsSiblingAlone(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        Transport survivor = bench.transport();
        Transport closed = bench.transport();
        bench.execute(survivor, get(server.uri("/"))).awaitBody();
        bench.execute(closed, get(server.uri("/"))).awaitBody();
        closed.close();
        assertEquals("x", bench.execute(survivor, get(server.uri("/"))).awaitBody());
        assertEquals("x", bench.execute(bench.transport(), get(server.uri("/"))).awaitBody());
    }

    @Test
    @Certifies(Rule.T1_3)
    void T1_3_siblingsHaveConnectionsOfTheirOwn(Bench bench) throws Exception {
        RawServer server = bench.plain(answering(ok("x")));
        bench.execute(bench.transport(), get(server.uri("/"))).awaitBody();
        bench.execute(bench.transport(), get(server.uri("/"))).awaitBody();
        assertEquals(2, server.accepted().availablePermits(), "connections of two transports");
    }

    @Test
    @Certifies(Rule.T1_4)
    void T1_4_theSystemProxyIsNotUsed(Bench bench) throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        RawServer proxy = bench.plain(answering(ok("proxy")));
        RawServer server = bench.plain(answering(ok("server")));
        try {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", String.valueOf(proxy.uri("/").getPort()));
            System.setProperty("http.nonProxyHosts", "");
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), proxy.uri("/").getPort())));
            assertEquals(
                    "server",
                    bench.execute(bench.transport(), get(server.uri("/"))).awaitBody());
        } finally {
            List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts").forEach(System::clearProperty);
            ProxySelector.setDefault(before);
        }
    }

    @Test
    @Certifies(Rule.T1_4)
    void T1_4_noCookiesAreKept_andNoCredentialsAreLookedUp(Bench bench) throws Exception {
        CookieHandler before = CookieHandler.getDefault();
        RawServer server = bench.plain(answering(Scripts.answer(
                "401 Unauthorized", "Set-Cookie: a=b", "WWW-Authenticate: Basic realm=\"x\"", "Content-Length: 0")));
        try {
            CookieHandler.setDefault(new CookieManager());
            Authenticator.setDefault(new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication("user", "secret".toCharArray());
                }
            });
            Transport transport = bench.transport();
            for (int i = 0; i < 2; i++) {
                RecordingListener listener = bench.execute(transport, get(server.uri("/")));
                listener.awaitBody();
                assertEquals(401, listener.awaitHead().status());
            }
        } finally {
            CookieHandler.setDefault(before);
            Authenticator.setDefault(null);
        }
        assertTrue(
                server.requests().stream()
                        .allMatch(request -> request.headers().first("Cookie").isEmpty()
                                && request.headers().first("Authorization").isEmpty()),
                () -> "a cookie or credentials were sent: " + server.requests());
    }
}
