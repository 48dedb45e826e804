package dev.pinwheel.etcd.tck.failover;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.fault.Fault.BodyFraming;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What befalls the next requests at a member; all but redirects, which lead a request to two members by design. */
enum Trouble {
    RESET_ON_CONNECT(Fault.resetOnConnect()),
    RESET_BEFORE_RESPONSE(Fault.resetBeforeResponse()),
    RESET_AFTER_APPLYING(Fault.resetAfterApplying()),
    STALL_BEFORE_HEAD(Fault.stallBeforeHead()),
    STALL_AFTER_APPLYING(Fault.stallAfterApplying()),
    STALL_IN_HEAD(Fault.stallInHead()),
    SHORT_BODY(Fault.truncateBody(BodyFraming.CONTENT_LENGTH)),
    SHORT_CHUNKS(Fault.truncateBody(BodyFraming.CHUNKED)),
    SLOW_DRIP(Fault.slowDrip(200, Duration.ofMillis(1))),
    NO_LEADER(Fault.answer(503, "{\"errorCode\":301,\"message\":\"no leader\",\"cause\":\"\",\"index\":0}")),
    INTERNAL_ERROR(Fault.answer(500, "Internal Server Error")),
    NOT_ETCD(Fault.answer(200, "<html>welcome</html>")),
    GARBAGE(Fault.garbage("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII))),
    HUGE_BODY(Fault.hugeBody(50_000_000, BodyFraming.CHUNKED));

    @SuppressWarnings("ImmutableEnumChecker") // Faults are immutable; they are not annotated.
    private final Fault fault;

    Trouble(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
