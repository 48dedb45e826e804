package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.injection.FaultScripts;
import dev.pinwheel.etcd.embedded.injection.Strike;
import dev.pinwheel.etcd.embedded.recording.Receipt;
import dev.pinwheel.etcd.embedded.server.Handler;
import dev.pinwheel.etcd.embedded.server.ServerConnection;
import dev.pinwheel.etcd.embedded.server.ServerExchange;
import dev.pinwheel.etcd.embedded.server.ServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
            new StruckExchange(exchange, request, strike.get())
                    .suffer(whenAnswered -> carryOut(request, exchange, whenAnswered));
        } else {
            carryOut(request, exchange, answer -> new Sending(exchange, request.receipt()).send(answer));
        }
    }

    @Override
    public void bodyTooLarge(ServerRequest received, ServerExchange exchange) {
        Receipt receipt = intake.take(received).receipt();
        receipt.refused();
        receipt.answered(413);
        Handler.super.bodyTooLarge(received, exchange);
    }

    private void carryOut(Request request, ServerExchange exchange, Consumer<Answer.Prompt> whenAnswered) {
        Consumer<Answer.Prompt> conclusion = answer -> {
            note(request, answer.status());
            whenAnswered.accept(answer);
        };
        if (api.isReady()) {
            conclude(api.answer(request), exchange.connection(), conclusion);
        } else {
            api.whenReady(() -> soon(
                    exchange.connection(), () -> conclude(api.answer(request), exchange.connection(), conclusion)));
        }
    }

    /** Waits for the other members if the answer depends on them, though not for long. */
    private static void conclude(Answer answer, ServerConnection connection, Consumer<Answer.Prompt> conclusion) {
        if (answer instanceof Pending pending) {
            CompletableFuture<Void> unused =
                    pending.answer().thenAccept(late -> soon(connection, () -> conclude(late, connection, conclusion)));
            connection.schedule(pending.patience(), () -> pending.answer().complete(pending.otherwise()));
        } else {
            conclusion.accept((Answer.Prompt) answer);
        }
    }

    /** Answers are the business of this server's thread, whoever elects a leader or completes them. */
    private static void soon(ServerConnection connection, Runnable task) {
        connection.schedule(Duration.ZERO, task);
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
