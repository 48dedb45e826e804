package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.injection.Strike;
import dev.pinwheel.etcd.embedded.recording.Receipt;
import dev.pinwheel.etcd.embedded.server.Header;
import dev.pinwheel.etcd.embedded.server.ResponseHead;
import dev.pinwheel.etcd.embedded.server.ResponseStream;
import dev.pinwheel.etcd.embedded.server.ServerConnection;
import dev.pinwheel.etcd.embedded.server.ServerExchange;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** One exchange that a fault strikes. */
final class StruckExchange {
    private final ServerExchange exchange;
    private final ServerConnection connection;
    private final Receipt receipt;
    private final boolean isHead;
    private final Strike strike;

    StruckExchange(ServerExchange exchange, Request request, Strike strike) {
        this.exchange = exchange;
        this.connection = exchange.connection();
        this.receipt = request.receipt();
        this.isHead = request.isHead();
        this.strike = strike;
    }

    /** Carries the request out as if nothing were wrong. */
    interface CarryingOut {

        void begin(Consumer<Answer.Prompt> whenAnswered);
    }

    /** Lets the fault happen; the request is carried out only if that is part of it. */
    void suffer(CarryingOut request) {
        receipt.befell(strike.fault());
        if (strike.fault() instanceof Fault.AfterRequest after) {
            request.begin(answer -> spoil(answer, after));
        } else {
            receipt.changedNothing();
            replace(strike.fault());
        }
    }

    private void replace(Fault fault) {
        if (fault instanceof Fault.StallBeforeHead) {
            strike.stall(exchange);
        } else if (fault instanceof Fault.Answer answer) {
            receipt.answered(answer.status());
            exchange.respond(ResponseHead.of(answer.status(), answer.headers()), octets(answer.body()));
        } else if (fault instanceof Fault.Garbage garbage) {
            connection.writeRaw(octets(garbage.bytes()));
            connection.close();
        } else if (fault instanceof Fault.HugeBody huge) {
            new HugeBody(exchange, receipt, huge).begin();
        } else {
            connection.reset();
        }
    }

    private void spoil(Answer.Prompt answer, Fault.AfterRequest fault) {
        if (fault instanceof Fault.SlowDrip drip) {
            connection.slowDown(drip.bytes(), drip.interval());
            new Sending(exchange, receipt).send(answer);
        } else if (fault instanceof Fault.TruncateBody truncation) {
            truncate(answer, truncation.framing());
        } else {
            abandon(answer);
            breakOff(answer, fault);
        }
    }

    private void breakOff(Answer.Prompt answer, Fault.AfterRequest fault) {
        if (fault instanceof Fault.ResetAfterApplying) {
            connection.reset();
        } else {
            if (fault instanceof Fault.StallInHead) {
                connection.writeRaw(octets(beginning(Sending.head(answer))));
            }
            strike.stall(exchange);
        }
    }

    private void truncate(Answer.Prompt answer, Fault.BodyFraming framing) {
        if (answer instanceof Response response && (isHead || response.body().isEmpty())) {
            new Sending(exchange, receipt).send(answer);
            return;
        }
        abandon(answer);
        byte[] body = answer instanceof Response response ? Sending.body(response) : new byte[0];
        boolean saysLength = answer instanceof Response && framing == Fault.BodyFraming.CONTENT_LENGTH;
        Answer.Prompt promise = saysLength ? answer.with("Content-Length", Integer.toString(body.length)) : answer;
        ResponseStream stream = exchange.stream(Sending.head(promise));
        stream.write(firstHalf(body));
        connection.close();
    }

    private static void abandon(Answer.Prompt answer) {
        if (answer instanceof EventStream stream) {
            stream.close();
        }
    }

    /** The status line, and of the first header its name and a bit. */
    private static String beginning(ResponseHead head) {
        Header first = head.headers().fields().get(0);
        return "HTTP/1.1 " + head.status() + " " + head.reason() + "\r\n" + first.name() + ": "
                + first.value().substring(0, 1);
    }

    private static byte[] firstHalf(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
