package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.dispatch.CallResult;
import dev.pinwheel.etcd.core.dispatch.Deadline;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Finds out whether a member is alive that is silent on a poll: one that was stopped between the head of an answer and
 * the event behind it would be silent, too. One question serves all polls that were open before it. Safe for use by
 * many threads.
 */
final class Pulse {
    private static final Duration BUDGET = Duration.ofSeconds(1);

    private final Dispatcher dispatcher;
    private final Supplier<Duration> clock;
    private final Map<URI, Question> last = new ConcurrentHashMap<>();

    /**
     * A question that was answered, or will be.
     *
     * @param asked when
     * @param answered when it was answered; empty if it was not, in its time
     */
    private record Question(Duration asked, CompletableFuture<Optional<Duration>> answered) {}

    /** Feels it by questions to single endpoints. */
    Pulse(Dispatcher dispatcher, Supplier<Duration> clock) {
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** When the endpoint answered a question that was asked since that moment; empty if it did not. */
    CompletableFuture<Optional<Duration>> since(Duration moment, URI endpoint) {
        Question now = new Question(clock.get(), new CompletableFuture<>());
        Question newest =
                last.merge(endpoint, now, (known, another) -> known.asked().compareTo(moment) >= 0 ? known : another);
        if (newest.equals(now)) {
            ask(endpoint, now);
        }
        return newest.answered();
    }

    private void ask(URI endpoint, Question question) {
        last.keySet().retainAll(dispatcher.rings().current().all()); // Endpoints come and go.
        dispatcher
                .ask(endpoint, "/version", Optional.of(Deadline.in(BUDGET)))
                .whenEnded(result -> question.answered()
                        .complete(result instanceof CallResult.Answered ? Optional.of(clock.get()) : Optional.empty()));
    }
}
