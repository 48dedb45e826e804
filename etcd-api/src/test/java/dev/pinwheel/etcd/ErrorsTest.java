package dev.pinwheel.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.keys.ErrorCode;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private static final URI A = URI.create("http://a:2379");
    private static final URI B = URI.create("http://b:2379");

    @Test
    void E2_aClusterException_numbersItsFailures_oneOnALine() {
        assertThat(failed()).hasMessage("""
                        no endpoint answered GET /v2/keys/foo (2 of 2 tried)
                          1. http://a:2379  connection refused
                          2. http://b:2379  503: no leader (code 301)""");
        assertThat(failed().getSuppressed()).hasSize(1).allMatch(TransportException.class::isInstance);
    }

    @Test
    void E2_theFailures_cannotBeChanged() {
        assertThatThrownBy(() -> failed().failures().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void exceptions_survivePassingToAnotherProcess() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failed());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ClusterException read = (ClusterException) in.readObject();

            assertThat(read).hasMessage(failed().getMessage());
            assertThat(read.failures()).extracting(EndpointFailure::endpoint).containsExactly(A, B);
        }
    }

    private static ClusterException failed() {
        List<EndpointFailure> failures = new ArrayList<>();
        failures.add(new EndpointFailure.NotSent(
                A, "connection refused", new TransportException(Kind.CONNECT_FAILED, true, "refused", null)));
        failures.add(new EndpointFailure.ServerFailure(
                B, "503: no leader (code 301)", 503, ErrorCode.DURING_LEADER_ELECTION));
        return new ClusterException(
                "no endpoint answered GET /v2/keys/foo (2 of 2 tried)", failures, Outcome.NOT_APPLIED);
    }
}
