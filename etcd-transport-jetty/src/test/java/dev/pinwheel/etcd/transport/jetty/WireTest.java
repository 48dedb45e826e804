package dev.pinwheel.etcd.transport.jetty;

import static dev.pinwheel.etcd.tck.bench.Requests.get;
import static dev.pinwheel.etcd.tck.bench.Requests.request;
import static dev.pinwheel.etcd.tck.server.Scripts.answering;
import static dev.pinwheel.etcd.tck.server.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.ReceivedRequest;
import org.junit.jupiter.api.Test;

/** Where Jetty does better than rules T6 ask for. */
class WireTest {

    @Test
    void T6_2_dotSegmentsGoOutVerbatim() throws Exception {
        String target = "/v2/keys//double//a/../b/./c/%2e%2e/d?";
        try (RawServer server = RawServer.plain(answering(ok("")));
                Transport transport = Given.transport()) {
            Given.execute(transport, get(server.uri(target))).awaitBody();
            assertThat(server.requests())
                    .containsExactly(new ReceivedRequest(
                            "GET " + target + " HTTP/1.1", Headers.of("Host", server.authority()), ""));
        }
    }

    @Test
    void T6_3_nothingIsAddedButHostAndLength_andCaseIsKept() throws Exception {
        Headers given = Headers.of("X-A", "1", "x-a", "2");
        try (RawServer server = RawServer.plain(answering(ok("")));
                Transport transport = Given.transport()) {
            Given.execute(transport, request("PROPFIND", server.uri("/"), given, "abc"))
                    .awaitBody();
            assertThat(server.requests())
                    .containsExactly(new ReceivedRequest(
                            "PROPFIND / HTTP/1.1",
                            given.with("Host", server.authority()).with("Content-Length", "3"),
                            "abc"));
        }
    }
}
