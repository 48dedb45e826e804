package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.etcd;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.redirect;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.Credentials;
import dev.pinwheel.etcd.EtcdClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CurlTest {
    private final ScriptedTransport transport = new ScriptedTransport();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void everyAttemptAndRedirect_isTold() {
        transport
                .on("a", refuse())
                .on("b", redirect(307, "http://c:2379/v2/keys/foo"))
                .on("c", bar("set"));
        try (EtcdClient client =
                clientOf(transport, "a", "b").curlListener(lines::add).build()) {
            client.keys().set("/foo", "it's");
        }

        assertThat(lines)
                .containsExactly(
                        "curl -g -X PUT 'http://a:2379/v2/keys/foo'"
                                + " -H 'Content-Type: application/x-www-form-urlencoded' --data-raw 'value=it%27s'",
                        "curl -g -X PUT 'http://b:2379/v2/keys/foo'"
                                + " -H 'Content-Type: application/x-www-form-urlencoded' --data-raw 'value=it%27s'",
                        "curl -g -X PUT 'http://c:2379/v2/keys/foo'"
                                + " -H 'Content-Type: application/x-www-form-urlencoded' --data-raw 'value=it%27s'");
    }

    @Test
    void E9_noPassword_isTold() {
        transport.on("a", etcd(200, "{\"user\":\"alice\",\"roles\":[\"r\"]}"));
        try (EtcdClient client = clientOf(transport, "a")
                .credentials(new Credentials("root", "topsecret"))
                .curlListener(lines::add)
                .build()) {
            client.auth().users().add("alice", "hidden", "r");
        }

        assertThat(lines)
                .containsExactly("curl -g -X PUT 'http://a:2379/v2/auth/users/alice' -H 'Authorization: ***'"
                        + " -H 'Content-Type: application/json'"
                        + " --data-raw '{\"user\":\"alice\",\"password\":\"***\",\"roles\":[\"r\"]}'");
    }

    @Test
    void T2_8_aCallOnItsCallersThread_isToldToo() {
        transport.on("a", bar("get"));
        try (EtcdClient client = clientOf(new CallerRunsTransport(transport), "a")
                .curlListener(lines::add)
                .build()) {
            client.keys().get("/foo");
        }

        assertThat(lines).containsExactly("curl -g 'http://a:2379/v2/keys/foo'");
    }

    @Test
    void aListenerThatThrows_changesNothing() {
        transport.on("a", bar("get"));
        try (EtcdClient client = clientOf(transport, "a")
                .curlListener(line -> {
                    throw new IllegalStateException("mine");
                })
                .build()) {
            assertThat(client.keys().get("/foo").node().value()).isEqualTo("bar");
        }
    }
}
