package dev.pinwheel.etcd.embedded.replication;

import java.util.ArrayList;
import java.util.List;

/** One member as the others meet it: whether it runs, on which side of a partition, and how far it has got. */
final class Peer {
    private final long id;
    private final Copy copy;
    private final Belief belief;
    private final Proposals proposals = new Proposals();
    private final List<Runnable> whenJoined = new ArrayList<>();
    private Condition condition = Condition.RUNNING;
    private int side;
    private long received;
    private boolean holdsBack;
    private boolean joined = true;
    private boolean announced = true;

    /** One that has run for a while, with all others. */
    Peer(long id, Copy copy, Belief belief) {
        this.id = id;
        this.copy = copy;
        this.belief = belief;
    }

    private enum Condition {
        RUNNING,
        PAUSED,
        KILLED
    }

    long id() {
        return id;
    }

    Copy copy() {
        return copy;
    }

    Belief belief() {
        return belief;
    }

    Proposals proposals() {
        return proposals;
    }

    boolean isRunning() {
        return condition == Condition.RUNNING;
    }

    /** Whether messages of another member arrive here, if only in the socket of a paused process. */
    boolean isConnectedTo(Peer other) {
        return side == other.side && condition != Condition.KILLED;
    }

    int side() {
        return side;
    }

    void moveTo(int newSide) {
        side = newSide;
    }

    void pause() {
        condition = Condition.PAUSED;
    }

    void resume() {
        condition = Condition.RUNNING;
        belief.resume();
    }

    /** Forgets all but what would be on its disk. */
    void kill() {
        condition = Condition.KILLED;
        holdsBack = false;
        joined = false;
        whenJoined.clear();
        belief.forget();
        proposals.clear();
        copy.abandonAll();
    }

    void start() {
        condition = Condition.RUNNING;
        announced = false;
    }

    /** Hears of elections, perhaps; what it took as the leader of an older term is void then. */
    void learnOf(long term) {
        if (belief.learnOf(term)) {
            proposals.dropUndecided();
        }
    }

    void follow(Peer leader) {
        learnOf(leader.belief.term());
        belief.follow(leader.id);
    }

    /** The position in the log of the last command that has reached this member. */
    long received() {
        return received;
    }

    void receiveUpTo(long position) {
        received = position;
    }

    boolean holdsBack() {
        return holdsBack;
    }

    void holdBack() {
        holdsBack = true;
    }

    void goOn() {
        holdsBack = false;
    }

    boolean hasJoined() {
        return joined;
    }

    void whenJoined(Runnable task) {
        whenJoined.add(task);
    }

    /** Has found a leader, for the first time since its start or again. */
    void join(Aftermath after) {
        joined = true;
        whenJoined.forEach(after::call);
        whenJoined.clear();
    }

    /** Says whether the others are to be told of its start; once for each start. */
    boolean isToBeAnnounced() {
        boolean isNews = !announced;
        announced = true;
        return isNews;
    }
}
