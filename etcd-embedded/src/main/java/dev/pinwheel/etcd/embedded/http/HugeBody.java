package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.recording.Receipt;
import dev.pinwheel.etcd.embedded.server.Headers;
import dev.pinwheel.etcd.embedded.server.ResponseHead;
import dev.pinwheel.etcd.embedded.server.ResponseStream;
import dev.pinwheel.etcd.embedded.server.ServerExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Sends a body that is too long to be held in memory, piece by piece, as the client takes it. */
final class HugeBody {
    private static final int PIECE = 64 * 1_024;
    private static final byte[] BEGINNING = "{\"action\":\"".getBytes(StandardCharsets.US_ASCII);

    private final ServerExchange exchange;
    private final Receipt receipt;
    private final ResponseStream body;
    private final byte[] piece = new byte[PIECE];
    private long left;

    HugeBody(ServerExchange exchange, Receipt receipt, Fault.HugeBody fault) {
        this.exchange = exchange;
        this.receipt = receipt;
        this.left = fault.bytes();
        Headers json = Headers.of("Content-Type", "application/json");
        Headers headers = fault.framing() == Fault.BodyFraming.CONTENT_LENGTH
                ? json.with("Content-Length", Long.toString(fault.bytes()))
                : json;
        this.body = exchange.stream(ResponseHead.of(200, headers));
        Arrays.fill(piece, (byte) 'x');
    }

    void begin() {
        send(BEGINNING);
    }

    private void send(byte[] bytes) {
        int count = (int) Math.min(left, bytes.length);
        left -= count;
        // Not at once: what takes a piece at once would call the next one from within.
        body.write(Arrays.copyOf(bytes, count), () -> exchange.connection().schedule(Duration.ZERO, this::goOn));
    }

    private void goOn() {
        if (left > 0) {
            send(piece);
        } else {
            receipt.answered(200);
            body.end();
        }
    }
}
