package dev.pinwheel.etcd.core.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What one endpoint was asked, and what it is asked next (F13).
 *
 * <p>Pure and immutable; times are readings of one monotonic clock in nanoseconds. Whoever drives it obeys the order of
 * each {@link Move}: it tells {@link #woken} after a wait, {@link #heard} the reply to a question, and then
 * {@link #settled} when it has acted on that.
 *
 * @param settings how often, and whether at all
 * @param phase what is going on
 * @param turn counts the questions, so that a wait from before the last one is told from the current one
 * @param strikes how often in succession the version was asked for in vain
 * @param isHealthLate whether the last question for its health was answered late
 * @param charge the question by which the endpoint became suspect, if it is
 * @param versionDue when it may be asked for its version again
 * @param healthDue when it may be asked for its health again
 */
record Vigil(
        ProbeSettings settings,
        Phase phase,
        long turn,
        int strikes,
        boolean isHealthLate,
        Optional<Question> charge,
        long versionDue,
        long healthDue) {
    static final Duration VERSION_PAUSE = Duration.ofSeconds(1);

    private static final int ENOUGH_STRIKES = 2; // One pause of this process can spoil one question, not the next.

    /** What is going on. */
    enum Phase {
        RESTING,
        SLEEPING,
        ASKING
    }

    /** What the driver is to do. */
    sealed interface Order {
        /** To ask, and to tell the reply. */
        record Ask(Question question) implements Order {}

        /** To tell when that time has come. */
        record Sleep(Duration until, long turn) implements Order {}

        /** Nothing. */
        record Rest() implements Order {}
    }

    /** A step: what is known now, and what to do. */
    record Move(Vigil next, Order order) {}

    /** What a reply has shown. */
    enum Finding {
        NOTHING,
        GUILTY,
        CLEARED
    }

    /** What follows from a reply: what is known now, and what it has shown. */
    record Verdict(Vigil next, Finding finding) {}

    /** An endpoint of which nothing is known. */
    static Vigil beginning(ProbeSettings settings, long now) {
        return new Vigil(settings, Phase.RESTING, 0, 0, false, Optional.empty(), now, now + settings.pause());
    }

    /** What is to be done while these are the concerns. */
    Move on(Set<Concern> concerns, long now) {
        if (phase == Phase.ASKING) {
            return new Move(this, new Order.Rest());
        }
        if (strikes > 0 || isVersionDue(concerns, now)) {
            return asking(Question.VERSION, healthDue);
        }
        if (isHealthDue(concerns, now)) {
            return asking(Question.HEALTH, now + settings.pause());
        }
        Vigil next = isReadNews(now) ? with(phase, strikes, versionDue, now + settings.pause()) : this;
        return phase == Phase.SLEEPING || concerns.stream().noneMatch(Concern::lasts)
                ? new Move(next, new Order.Rest())
                : next.sleeping(next.untilDue(concerns, now));
    }

    /** The same when a long poll opens, which gives no reason to doubt yet: the first question can wait. */
    Move onOpened() {
        return phase == Phase.RESTING
                ? sleeping(settings.asksForVersion() ? VERSION_PAUSE : settings.healthInterval())
                : new Move(this, new Order.Rest());
    }

    /** The end of a wait; of one that has been overtaken by a question if the turn is another. */
    Move woken(long sleptSince, Set<Concern> concerns, long now) {
        return phase == Phase.SLEEPING && turn == sleptSince
                ? with(Phase.RESTING, strikes, versionDue, healthDue).on(concerns, now)
                : new Move(this, new Order.Rest());
    }

    /** What a reply to the question that was asked means. */
    Verdict heard(Question question, Reply reply, long now) {
        Finding finding = switch (reply) {
            case WELL -> charge.equals(Optional.of(question)) ? Finding.CLEARED : Finding.NOTHING;
            case BAD, SILENT -> isEnough(question) ? Finding.GUILTY : Finding.NOTHING;
            case LATE -> question == Question.HEALTH && isHealthLate ? Finding.GUILTY : Finding.NOTHING;
            case NOTHING -> Finding.NOTHING;
        };
        if (question == Question.HEALTH) {
            return new Verdict(withHealthLate(reply == Reply.LATE && finding == Finding.NOTHING), finding);
        }
        boolean isFirstStrike = reply == Reply.SILENT && finding == Finding.NOTHING;
        long pause = finding == Finding.GUILTY ? settings.pause() : VERSION_PAUSE.toNanos();
        return new Verdict(
                with(phase, isFirstStrike ? strikes + 1 : 0, isFirstStrike ? now : now + pause, healthDue), finding);
    }

    /** What was heard has had its consequences, and the next question may come. */
    Vigil settled() {
        return with(Phase.RESTING, strikes, versionDue, healthDue);
    }

    /** The endpoint is suspect by that question; unless it is already. */
    Vigil charged(Question by) {
        return charge.isPresent()
                ? this
                : new Vigil(settings, phase, turn, strikes, isHealthLate, Optional.of(by), versionDue, healthDue);
    }

    /** The endpoint is suspect no more. */
    Vigil acquitted() {
        return charge.isEmpty()
                ? this
                : new Vigil(settings, phase, turn, strikes, isHealthLate, Optional.empty(), versionDue, healthDue);
    }

    /** Whether a plain read that was answered now gives reason to look. */
    boolean isReadNews(long now) {
        return now - healthDue >= 0;
    }

    private boolean isEnough(Question question) {
        return question == Question.HEALTH || charge.isPresent() || strikes + 1 >= ENOUGH_STRIKES;
    }

    private boolean isVersionDue(Set<Concern> concerns, long now) {
        boolean isWaitedFor = concerns.contains(Concern.WAITING) || concerns.contains(Concern.POLLING);
        boolean isWanted = (settings.asksForVersion() && isWaitedFor) || isRetrial(concerns, Question.VERSION);
        return isWanted && now - versionDue >= 0;
    }

    private boolean isHealthDue(Set<Concern> concerns, long now) {
        boolean isUsed = concerns.contains(Concern.READING) || concerns.contains(Concern.POLLING);
        boolean isWanted = isUsed || isRetrial(concerns, Question.HEALTH);
        return settings.asksForHealth() && isWanted && now - healthDue >= 0;
    }

    private boolean isRetrial(Set<Concern> concerns, Question question) {
        return concerns.contains(Concern.RETRIAL) && charge.equals(Optional.of(question));
    }

    private Duration untilDue(Set<Concern> concerns, long now) {
        long toVersion = settings.asksForVersion() ? versionDue - now : Long.MAX_VALUE;
        boolean awaitsHealth = settings.asksForHealth() && concerns.contains(Concern.POLLING);
        return Duration.ofNanos(Math.max(0, Math.min(toVersion, awaitsHealth ? healthDue - now : Long.MAX_VALUE)));
    }

    private Move asking(Question question, long nextHealth) {
        Vigil next = new Vigil(settings, Phase.ASKING, turn + 1, strikes, isHealthLate, charge, versionDue, nextHealth);
        return new Move(next, new Order.Ask(question));
    }

    private Move sleeping(Duration until) {
        return new Move(with(Phase.SLEEPING, strikes, versionDue, healthDue), new Order.Sleep(until, turn));
    }

    private Vigil with(Phase nextPhase, int nextStrikes, long nextVersion, long nextHealth) {
        return new Vigil(settings, nextPhase, turn, nextStrikes, isHealthLate, charge, nextVersion, nextHealth);
    }

    private Vigil withHealthLate(boolean isLate) {
        return new Vigil(settings, phase, turn, strikes, isLate, charge, versionDue, healthDue);
    }
}
