package dev.pinwheel.etcd.core.cluster;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.core.dispatch.Asker;
import dev.pinwheel.etcd.core.dispatch.Lookout;
import dev.pinwheel.etcd.core.dispatch.Timer;
import dev.pinwheel.etcd.core.failover.Rings;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Looks after one endpoint: asks it as its {@link Vigil} says, one question at a time. Safe for many threads. */
final class Sentry {

    /**
     * What sentries of one client share.
     *
     * @param asker asks
     * @param timer wakes them
     * @param rings where suspects are tried last
     * @param listener is told of suspects
     * @param retry asks all suspects again whose time has come
     */
    record Means(Asker asker, Timer timer, Rings rings, GuardedListener listener, Runnable retry) {}

    private final URI endpoint;
    private final Means means;
    private final AtomicReference<Vigil> vigil;
    private final Set<Post> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Post> polls = ConcurrentHashMap.newKeySet();

    /** Whether the endpoint has said anything to anybody since it was asked last. */
    private volatile boolean hasSpoken;

    Sentry(URI endpoint, ProbeSettings settings, Means means) {
        this.endpoint = endpoint;
        this.means = means;
        this.vigil = new AtomicReference<>(Vigil.beginning(settings, System.nanoTime()));
    }

    /** A call or a poll, until it leaves; not a record, as each is itself. */
    private static final class Post implements Lookout.Post {
        private final Set<Post> place;
        private final Runnable moveOn;

        private Post(Set<Post> place, Runnable moveOn) {
            this.place = place;
            this.moveOn = moveOn;
            place.add(this);
        }

        @Override
        public void leave() {
            place.remove(this);
        }
    }

    Lookout.Post waiting(Runnable moveOn) {
        Post post = new Post(waiting, moveOn);
        look();
        return post;
    }

    Lookout.Post polling(Runnable moveOn) {
        Post post = new Post(polls, moveOn);
        move(Vigil::onOpened);
        return post;
    }

    /** A part of some answer has come from here. */
    void hasSpoken() {
        if (!hasSpoken) { // A read costs less than a write, where many threads come by.
            hasSpoken = true;
        }
    }

    /** Whether a plain read that was answered now gives reason to look; costs next to nothing. */
    boolean isReadNews(long now) {
        return vigil().isReadNews(now);
    }

    void read() {
        move(now -> now.on(concerns(Concern.READING), System.nanoTime()));
    }

    /** Asks a suspect again, if it is time. */
    void retry() {
        move(now -> now.on(concerns(Concern.RETRIAL), System.nanoTime()));
    }

    /** Whether anybody waits here, or the endpoint is suspect. */
    boolean isBusy() {
        return !waiting.isEmpty() || !polls.isEmpty() || vigil().charge().isPresent();
    }

    /** Makes what is said here of the endpoint agree with the ring, which others change too. */
    void agree() {
        if (vigil().phase() == Vigil.Phase.ASKING) {
            return; // What it says will be acted on.
        }
        if (means.rings().current().suspects().contains(endpoint)) {
            charge(
                    Question.VERSION,
                    "kept a call waiting for longer than the header time-out, or could not be reached");
        } else {
            acquit();
        }
    }

    private Vigil vigil() {
        return requireNonNull(vigil.get());
    }

    private void look() {
        move(now -> now.on(concerns(), System.nanoTime()));
    }

    private Set<Concern> concerns(Concern... passing) {
        Set<Concern> concerns = EnumSet.noneOf(Concern.class);
        if (means.rings().current().turns() == 1) {
            return concerns; // There is nowhere to go, so there is nothing to find out.
        }
        concerns.addAll(Set.of(passing));
        if (!waiting.isEmpty()) {
            concerns.add(Concern.WAITING);
        }
        if (!polls.isEmpty()) {
            concerns.add(Concern.POLLING);
        }
        return concerns;
    }

    private void move(Function<Vigil, Vigil.Move> step) {
        Vigil before;
        Vigil.Move move;
        do {
            before = vigil();
            move = step.apply(before);
        } while (!vigil.compareAndSet(before, move.next()));
        obey(move.order());
    }

    private void obey(Vigil.Order order) {
        if (order instanceof Vigil.Order.Ask ask) {
            hasSpoken = false;
            Question question = ask.question();
            means.asker()
                    .ask(endpoint, question.path(), question.budget())
                    .whenEnded(result -> heard(question, inContext(question.read(endpoint, result))));
        } else if (order instanceof Vigil.Order.Sleep sleep) {
            var unused = means.timer().after(sleep.until(), () -> woken(sleep.turn()));
        }
    }

    private void woken(long turn) {
        move(now -> now.woken(turn, concerns(), System.nanoTime()));
        if (isBusy()) {
            means.retry().run();
        }
    }

    /**
     * Where others are being answered, an answer that is late is no stall: so many may be coming in that this process
     * is behind with them. Who took that for one would send all of them elsewhere, and have the same there.
     */
    private Reply inContext(Reply reply) {
        return reply == Reply.SILENT && hasSpoken ? Reply.LATE : reply;
    }

    private void heard(Question question, Reply reply) {
        long heardAt = System.nanoTime();
        Vigil before = update(now -> now.heard(question, reply, heardAt).next());
        Vigil.Finding finding = before.heard(question, reply, heardAt).finding();
        if (finding == Vigil.Finding.GUILTY && question == Question.VERSION) {
            stalled();
        } else if (finding == Vigil.Finding.GUILTY) {
            leaveForHealthier(Question.HEALTH);
        } else {
            if (finding == Vigil.Finding.CLEARED) {
                clear();
            }
            settle();
        }
    }

    private void clear() {
        means.rings().trust(endpoint);
        acquit();
    }

    private void stalled() {
        suspect(Question.VERSION);
        waiting.forEach(post -> post.moveOn.run());
        if (polls.isEmpty()) {
            settle();
        } else {
            leaveForHealthier(Question.VERSION);
        }
    }

    /**
     * When none is healthier, such as during an election, everything stays, and is tried again in its time. Nor does
     * anything leave one who was taken for dead and has spoken meanwhile.
     */
    private void leaveForHealthier(Question question) {
        new HealthSearch(means.asker(), means.rings()).besides(endpoint, found -> {
            if (question == Question.VERSION && hasSpoken) {
                clear();
            } else if (found.isPresent()) {
                suspect(question);
                means.rings().pin(found.get());
                waiting.forEach(post -> post.moveOn.run());
                polls.forEach(post -> post.moveOn.run());
            }
            settle();
        });
    }

    private void settle() {
        update(Vigil::settled);
        look();
    }

    private void suspect(Question question) {
        means.rings().suspect(endpoint);
        if (means.rings().current().suspects().contains(endpoint)) {
            charge(question, question.complaint());
        }
    }

    private void charge(Question by, String reason) {
        Vigil before = update(now -> now.charged(by));
        if (before.charge().isEmpty()) {
            means.listener().tell(to -> to.endpointSuspected(endpoint, reason));
        }
    }

    private void acquit() {
        Vigil before = update(Vigil::acquitted);
        if (before.charge().isPresent()) {
            means.listener().tell(to -> to.endpointTrusted(endpoint));
        }
    }

    private Vigil update(UnaryOperator<Vigil> change) {
        return requireNonNull(vigil.getAndUpdate(change));
    }
}
