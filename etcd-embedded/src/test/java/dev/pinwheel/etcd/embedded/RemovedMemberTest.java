package dev.pinwheel.etcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** A member that a client removes over HTTP. */
final class RemovedMemberTest {
    private final Http http = new Http();

    @Test
    void aRemovedMember_ends_andTheOthersGoOn() throws Exception {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start(3)) {
            EmbeddedMember doomed = etcd.members().get(2);
            assertThat(delete(etcd.endpoints().get(0), doomed).statusCode()).isEqualTo(204);

            await().until(() -> doomed.toString().contains("closed"));

            assertThatThrownBy(() -> http.get(doomed.uri(), "/k")).isInstanceOf(IOException.class);
            assertThatIllegalStateException().isThrownBy(doomed::restart);
            assertThat(http.put(etcd.endpoints().get(0), "/k", "value=x").statusCode())
                    .isEqualTo(201);
        }
    }

    private static HttpResponse<String> delete(URI member, EmbeddedMember doomed) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        String members = client.send(
                        HttpRequest.newBuilder(URI.create(member + "/v2/members"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        String id = members.replaceAll(".*\"id\":\"([0-9a-f]+)\",\"name\":\"" + doomed.name() + "\".*\\s*", "$1");
        URI target = URI.create(member + "/v2/members/" + id);
        return client.send(HttpRequest.newBuilder(target).DELETE().build(), BodyHandlers.ofString());
    }
}
