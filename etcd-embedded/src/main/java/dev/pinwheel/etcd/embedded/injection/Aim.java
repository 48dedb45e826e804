package dev.pinwheel.etcd.embedded.injection;

import dev.pinwheel.etcd.embedded.request.ReceivedRequest;
import dev.pinwheel.etcd.embedded.request.Requests;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a fault is to strike.
 *
 * @param uses how often; empty for always
 * @param member name of the only member that it concerns; empty for all
 * @param requests that it concerns
 */
public record Aim(OptionalInt uses, Optional<String> member, Requests requests) {

    boolean covers(String name) {
        return member.isEmpty() || member.get().equals(name);
    }

    boolean covers(ReceivedRequest request) {
        return covers(request.member()) && requests.match(request);
    }
}
