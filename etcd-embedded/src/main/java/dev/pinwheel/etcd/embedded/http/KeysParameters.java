package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.store.Bytes;
import dev.pinwheel.etcd.embedded.store.Comparison;
import dev.pinwheel.etcd.embedded.store.ErrorCode;
import dev.pinwheel.etcd.embedded.store.Kind;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The parameters of a keys request, all of them valid, whether or not the method uses them. */
record KeysParameters(
        Comparison comparison,
        boolean recursive,
        boolean sorted,
        boolean awaitsEvents,
        boolean stream,
        OptionalLong waitIndex,
        boolean dir,
        boolean quorum,
        boolean noValueOnSuccess,
        OptionalLong ttl,
        Optional<Boolean> prevExist,
        boolean refresh,
        Bytes value) {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /**
     * Reads and checks them, in etcd's order: of several faults, the first one is answered.
     *
     * @throws InvalidRequest naming that fault
     */
    static KeysParameters of(Request request) throws InvalidRequest {
        Form form = Form.of(request);
        FormReader read = new FormReader(form);
        OptionalLong prevIndex = read.index("prevIndex");
        OptionalLong waitIndex = read.index("waitIndex");
        boolean recursive = read.flag("recursive");
        boolean sorted = read.flag("sorted");
        boolean awaitsEvents = read.flag("wait");
        boolean dir = read.flag("dir");
        boolean quorum = read.flag("quorum");
        boolean stream = read.flag("stream");
        if (awaitsEvents && !request.method().equals("GET")) {
            throw new InvalidRequest(ErrorCode.INVALID_FIELD, "\"wait\" can only be used with GET requests");
        }
        Optional<Bytes> prevValue = form.value("prevValue");
        if (prevValue.isPresent() && prevValue.get().isEmpty()) {
            throw new InvalidRequest(ErrorCode.PREV_VALUE_REQUIRED, "\"prevValue\" cannot be empty");
        }
        boolean noValueOnSuccess = read.flag("noValueOnSuccess");
        OptionalLong ttl = read.seconds("ttl");
        Optional<Boolean> prevExist = read.choice("prevExist", "prevExist");
        boolean refresh = read.choice("refresh", "refresh").orElse(false);
        Bytes value = form.value("value").orElse(Bytes.EMPTY);
        if (refresh && !value.isEmpty()) {
            throw new InvalidRequest(ErrorCode.REFRESH_VALUE, "A value was provided on a refresh");
        }
        if (refresh && ttl.isEmpty()) {
            throw new InvalidRequest(ErrorCode.REFRESH_TTL_REQUIRED, "No TTL value set");
        }
        Comparison comparison = new Comparison(prevValue, prevIndex);
        return new KeysParameters(
                comparison,
                recursive,
                sorted,
                awaitsEvents,
                stream,
                waitIndex,
                dir,
                quorum,
                noValueOnSuccess,
                ttl,
                prevExist,
                refresh,
                value);
    }

    /** Whether events are asked for; a quorum read ignores that. */
    boolean watches() {
        return awaitsEvents && !quorum;
    }

    boolean compares() {
        return comparison.value().isPresent() || comparison.modifiedIndex().isPresent();
    }

    Kind kind() {
        return dir ? Kind.DIRECTORY : Kind.FILE;
    }

    /** The value to write; empty for a refresh, which keeps the old one. */
    Optional<Bytes> newValue() {
        return refresh ? Optional.empty() : Optional.of(value);
    }

    /** When a node that is given its time to live now will end. */
    Optional<Instant> expiration(Instant now) {
        return ttl.stream()
                // Sums of nanoseconds in 64 bits that run over the end: etcd's arithmetic, and what it makes of a very
                // large ttl.
                .map(seconds -> now.getEpochSecond() * NANOS_PER_SECOND + now.getNano() + seconds * NANOS_PER_SECOND)
                .filter(nanos -> nanos != 0)
                .mapToObj(nanos -> Instant.ofEpochSecond(0, nanos))
                .findFirst();
    }
}
