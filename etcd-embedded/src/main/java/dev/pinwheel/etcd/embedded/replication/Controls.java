package dev.pinwheel.etcd.embedded.replication;

import java.util.List;

/**
 * What can be done to one member, other than asking it. What that means for the others takes effect before each call
 * returns, or after the time that elections take.
 *
 * <p>Safe for use by many threads.
 */
public final class Controls {
    private final Replication replication;
    private final Leadership leadership;
    private final Peer peer;

    Controls(Replication replication, Leadership leadership, Peer peer) {
        this.replication = replication;
        this.leadership = leadership;
        this.peer = peer;
    }

    /** Ends its process; its copy of the state stays as it is. */
    public void kill() {
        change(peer::kill);
    }

    /** Starts its process after {@link #kill}. It answers once it has found a leader. */
    public void start() {
        change(peer::start);
    }

    /** Stops its process in its tracks. */
    public void pause() {
        change(peer::pause);
    }

    /** Lets its process go on after {@link #pause}. */
    public void resume() {
        change(peer::resume);
    }

    /** Cuts it off from all others. */
    public void isolate() {
        replication.isolate(List.of(peer.id()));
    }

    /** Has it reach the others that are not cut off. */
    public void heal() {
        replication.heal(List.of(peer.id()));
    }

    /** Has it carry out nothing more of what is agreed on. */
    public void holdBack() {
        change(peer::holdBack);
    }

    /** Has it carry out what it has received, and go on so. */
    public void catchUp() {
        replication.act(after -> {
            peer.goOn();
            replication.catchUp(peer, after);
            replication.settle(after);
        });
    }

    /**
     * Heals it and has it jump to where the most advanced member is, and go on from there. Watches are not told what
     * they missed.
     *
     * @return false, and nothing is done, if it would not reach another member that leads
     */
    public boolean catchUpFromSnapshot() {
        return replication.ask(after -> {
            int before = peer.side();
            peer.moveTo(0);
            boolean isLed =
                    leadership.leaderOf(peer).filter(leader -> leader != peer).isPresent();
            if (isLed) {
                replication.jump(peer);
                peer.goOn();
                replication.settle(after);
            } else {
                peer.moveTo(before);
            }
            return isLed;
        });
    }

    /**
     * Says whether this member believes that it leads, which may be wrong for a while.
     *
     * @return false as well if it does not run
     */
    public boolean isLeader() {
        return replication.ask(after -> peer.belief().isInItself());
    }

    /**
     * Makes this member the leader.
     *
     * @return false, and nothing is done, if it does not reach a majority
     */
    public boolean becomeLeader() {
        return replication.ask(after -> {
            boolean leads = leadership.transferTo(peer);
            replication.settle(after);
            return leads;
        });
    }

    private void change(Runnable change) {
        replication.act(after -> {
            change.run();
            replication.settle(after);
        });
    }
}
