package dev.pinwheel.etcd.embedded.replication;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Whom one member believes to lead, and since when it misses that leader, by the system's nano clock. */
final class Belief {
    private final long self;
    private final InstantSource clock;
    private long term = Leadership.FIRST_TERM;
    private OptionalLong leader;
    private OptionalLong missedSince = OptionalLong.empty();
    private Reported reported;

    Belief(long self, long firstLeader, InstantSource clock) {
        this.self = self;
        this.clock = clock;
        this.leader = OptionalLong.of(firstLeader);
        this.reported = new Reported(firstLeader, clock.instant());
    }

    /** The last election that the member knows of. */
    long term() {
        return term;
    }

    Optional<Long> leader() {
        return leader.isPresent() ? Optional.of(leader.getAsLong()) : Optional.empty();
    }

    boolean isInItself() {
        return leader.isPresent() && leader.getAsLong() == self;
    }

    Reported reported() {
        return reported;
    }

    /** Says whether there was an election that the member does not know of. Who led before that leads no more. */
    boolean learnOf(long newTerm) {
        boolean isNews = newTerm > term;
        if (isNews) {
            term = newTerm;
            leader = OptionalLong.empty();
        }
        return isNews;
    }

    void win(long newTerm) {
        term = newTerm;
        follow(self);
    }

    void follow(long newLeader) {
        leader = OptionalLong.of(newLeader);
        missedSince = OptionalLong.empty();
        report(newLeader);
    }

    /** Misses the leader, and after some nanoseconds believes in it no more. */
    void miss(long now, long patience) {
        if (missedSince.isEmpty()) {
            missedSince = OptionalLong.of(now);
        }
        if (now - missedSince.getAsLong() >= patience) {
            leader = OptionalLong.empty();
            report(self);
        }
    }

    /** When it will end; empty as long as nothing speaks against it. */
    OptionalLong end(long patience) {
        return leader.isPresent() && missedSince.isPresent()
                ? OptionalLong.of(missedSince.getAsLong() + patience)
                : OptionalLong.empty();
    }

    /** Misses nobody: the process has stood still, and does not know of it. */
    void resume() {
        missedSince = OptionalLong.empty();
    }

    void forget() {
        leader = OptionalLong.empty();
        missedSince = OptionalLong.empty();
    }

    private void report(long newLeader) {
        if (reported.leader() != newLeader) {
            reported = new Reported(newLeader, clock.instant());
        }
    }
}
