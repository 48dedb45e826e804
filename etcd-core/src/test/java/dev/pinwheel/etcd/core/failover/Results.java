package dev.pinwheel.etcd.core.failover;

import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.keys.ErrorCode;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rings and attempt results for tests of the pure machine, where an answer is a text and so is garbage. */
final class Results {
    static final URI A = URI.create("http://a:2379");
    static final URI B = URI.create("http://b:2379");
    static final URI C = URI.create("http://c:2379");

    private Results() {}

    static EndpointRing abc() {
        return new EndpointRing(List.of(A, B, C), 0, Set.of());
    }

    static EndpointRing ring(int size, int pin, Set<Integer> suspects) {
        List<URI> endpoints = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            endpoints.add(URI.create("http://e" + i + ":2379"));
        }
        List<URI> doubtful =
                suspects.stream().filter(i -> i < size).map(endpoints::get).toList();
        return new EndpointRing(endpoints, pin % size, Set.copyOf(doubtful));
    }

    static AttemptResult<String, String> answer(String text) {
        return new AttemptResult.Answer<>(text);
    }

    static AttemptResult<String, String> garbage(String text) {
        return new AttemptResult.Garbage<>(text);
    }

    static AttemptResult<String, String> notSent(URI endpoint) {
        return new AttemptResult.Failed<>(refused(endpoint));
    }

    static AttemptResult<String, String> interrupted(URI endpoint) {
        return new AttemptResult.Failed<>(reset(endpoint));
    }

    static AttemptResult<String, String> serverFailure(URI endpoint) {
        return new AttemptResult.Failed<>(new EndpointFailure.ServerFailure(
                endpoint, "500: Raft Internal Error (code 300)", 500, ErrorCode.RAFT_INTERNAL));
    }

    static AttemptResult<String, String> silent(URI endpoint) {
        return new AttemptResult.Silent<>(reset(endpoint));
    }

    static AttemptResult<String, String> unreachable(URI endpoint) {
        return new AttemptResult.Silent<>(refused(endpoint));
    }

    static EndpointFailure refused(URI endpoint) {
        return new EndpointFailure.NotSent(
                endpoint, "refused", new TransportException(Kind.CONNECT_FAILED, true, "refused", null));
    }

    static EndpointFailure reset(URI endpoint) {
        return new EndpointFailure.Interrupted(
                endpoint, "reset", new TransportException(Kind.CONNECTION_LOST, false, "reset", null));
    }
}
