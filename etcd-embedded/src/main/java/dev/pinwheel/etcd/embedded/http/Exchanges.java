package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.injection.FaultScripts;
import dev.pinwheel.etcd.embedded.injection.Strike;
import dev.pinwheel.etcd.embedded.recording.Receipt;
import dev.pinwheel.etcd.embedded.server.Handler;
import dev.pinwheel.etcd.embedded.server.ServerConnection;
import dev.pinwheel.etcd.embedded.server.ServerExchange;
import dev.pinwheel.etcd.embedded.server.ServerRequest;
import java.util.Optional;
import java.util.function.Consumer;

/** Has the requests that the server receives carried out, and their answers sent, unless a fault strikes. */
final class Exchanges implements Handler {
    private final String member;
    private final Intake intake;
    private final FaultScripts faults;
    private final Api api;

    Exchanges(MemberSetup setup, Api api) {
        this.member = setup.name();
        this.intake = new Intake(setup.name(), setup.journal());
        this.faults = setup.faults();
        this.api = api;
    }

    @Override
    public void accepted(ServerConnection connection) {
        if (faults.strikesConnection(member)) {
            connection.reset();
        }
    }

    @Override
    public void handle(ServerRequest received, ServerExchange exchange) {
        exchange.connection().speedUp(); // the answer before may have been slow
        Request request = intake.take(received);
        Optional<Strike> strike = faults.strike(request.receipt()::request);
        if (strike.isPresent()) {
            new StruckExchange(exchange, request, strike.get()).suffer(whenAnswered -> carryOut(request, whenAnswered));
        } else {
            carryOut(request, answer -> new Sending(exchange, request.receipt()).send(answer));
        }
    }

    @Override
    public void bodyTooLarge(ServerRequest received, ServerExchange exchange) {
        Receipt receipt = intake.take(received).receipt();
        receipt.refused();
        receipt.answered(413);
        Handler.super.bodyTooLarge(received, exchange);
    }

    private void carryOut(Request request, Consumer<Answer> whenAnswered) {
        Answer answer = api.answer(request);
        note(request, answer.status());
        whenAnswered.accept(answer);
    }

    private static void note(Request request, int status) {
        boolean reads = request.method().equals("GET") || request.isHead();
        if (!reads && status < 300 && isOfUsersOrMembers(request)) {
            request.receipt().applied();
        } else if (!reads && status >= 400 && status < 500) {
            request.receipt().refused();
        } else if (reads || status < 400) {
            request.receipt().changedNothing();
        }
    }

    private static boolean isOfUsersOrMembers(Request request) {
        return request.target().startsWith("/v2/auth/") || request.target().startsWith(MembersApi.PATH);
    }
}
