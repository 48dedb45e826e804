package dev.pinwheel.etcd.embedded;

import dev.pinwheel.etcd.embedded.http.Api;
import dev.pinwheel.etcd.embedded.http.MemberServer;
import dev.pinwheel.etcd.embedded.http.MemberSetup;
import dev.pinwheel.etcd.embedded.replication.Controls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * One member of an {@link EmbeddedEtcd}: a real HTTP server with a copy of the data, that can be killed, paused, cut
 * off from the others and held back, as often as a test wants.
 *
 * <p>A member runs, is paused, or is killed; closing the cluster closes it for good, as does a client that removes it.
 * What a call does in which state:
 *
 * <table>
 *   <caption>Calls and states</caption>
 *   <tr><th></th><th>running</th><th>paused</th><th>killed</th><th>closed</th></tr>
 *   <tr><td>{@link #kill()}</td><td>killed</td><td>killed</td><td>nothing</td><td>nothing</td></tr>
 *   <tr><td>{@link #restart()}</td><td>nothing</td><td>error</td><td>running</td><td>error</td></tr>
 *   <tr><td>{@link #pause()}</td><td>paused</td><td>nothing</td><td>error</td><td>error</td></tr>
 *   <tr><td>{@link #resume()}</td><td>nothing</td><td>running</td><td>error</td><td>error</td></tr>
 * </table>
 *
 * <p>An error is an {@link IllegalStateException} that says what to call instead. When a call returns, its effect is to
 * be seen from outside. The other calls do not depend on these states, unless they say so.
 *
 * <p>Thread-safe: calls on one member happen one after the other.
 */
public final class EmbeddedMember {
    private final Object lock = new Object();
    private final String name;
    private final MemberSetup setup;
    private final InetSocketAddress address;
    private final Controls controls;
    private final Api api;
    private State state;
    /** Keeps the port in the place of the server, while a fault refuses connections. */
    private Optional<PortReservation> refusal = Optional.empty();

    /** Makes a member that is killed as yet, on a port that it takes over. */
    EmbeddedMember(MemberSetup setup, PortReservation port, Controls controls, Api api) {
        this.name = setup.name();
        this.setup = setup;
        this.address = port.address();
        this.controls = controls;
        this.api = api;
        this.state = new Killed(port);
    }

    private sealed interface State {}

    private record Running(MemberServer server) implements State {}

    private record Paused(MemberServer server) implements State {}

    private record Killed(PortReservation port) implements State {}

    private record Closed() implements State {}

    /**
     * Returns the name of this member.
     *
     * @return {@code m1} for the first member of a cluster, {@code m2} for the second, and so on
     */
    public String name() {
        return name;
    }

    /**
     * Returns where clients reach this member. It never changes, whatever happens to the member.
     *
     * @return such as {@code http://127.0.0.1:38123}, or {@code https} in a cluster with TLS
     */
    public URI uri() {
        return setup.uri(address);
    }

    /**
     * Ends this member as SIGKILL would: open connections are cut, and new ones are refused.
     *
     * <p>The port stays reserved for {@link #restart()}. Requests that were waiting at a paused member are lost. Of
     * requests in progress nobody can say whether they were carried out. Does nothing if this member is killed or
     * closed.
     *
     * @throws UncheckedIOException if the port cannot be kept, because another process took it at that very moment; the
     *     member is then closed
     */
    public void kill() {
        synchronized (lock) {
            if (state instanceof Running running) {
                kill(running.server());
            } else if (state instanceof Paused paused) {
                kill(paused.server());
            }
        }
    }

    /**
     * Starts this member again after {@link #kill()}, on the same port and with all data.
     *
     * <p>Once it reaches a leader it carries out what it missed, and the cluster counts the start as a change, as the
     * real one does: the index grows by one. Until then it accepts connections but <strong>answers nothing at
     * all</strong>. Does nothing if this member is running.
     *
     * @throws IllegalStateException if this member is paused or closed
     * @throws UncheckedIOException if the port cannot be bound, because another process took it at that very moment;
     *     the member is then closed
     */
    public void restart() {
        synchronized (lock) {
            if (state instanceof Running) {
                return;
            }
            if (!(state instanceof Killed killed)) {
                throw wrongState("restart", "call resume() to let it go on, or kill() first");
            }
            start(killed.port());
            controls.start();
        }
    }

    /**
     * Stops this member in its tracks as SIGSTOP would: connections are accepted and stay open, but nothing is
     * answered.
     *
     * <p>What arrives meanwhile waits, and takes no thread. A request that is being carried out at the moment of this
     * call may still be answered. Does nothing if this member is paused.
     *
     * @throws IllegalStateException if this member is killed or closed
     */
    public void pause() {
        synchronized (lock) {
            if (state instanceof Paused) {
                return;
            }
            if (!(state instanceof Running running)) {
                throw wrongState("pause", "call restart() first");
            }
            running.server().pause();
            controls.pause();
            state = new Paused(running.server());
        }
    }

    /**
     * Lets this member go on after {@link #pause()}, as SIGCONT would. What waited is answered now.
     *
     * <p>As with a real process, this includes requests whose clients have given up and closed their connections: their
     * bytes are still in the socket, so <strong>their writes are applied now</strong>, and only the answer finds
     * nobody. Does nothing if this member is running.
     *
     * @throws IllegalStateException if this member is killed or closed
     */
    public void resume() {
        synchronized (lock) {
            if (state instanceof Running) {
                return;
            }
            if (!(state instanceof Paused paused)) {
                throw wrongState("resume", "call restart() first");
            }
            state = new Running(paused.server());
            controls.resume();
            paused.server().resume();
            heedFaults();
        }
    }

    /**
     * Cuts this member off from all other members. Clients go on reaching it.
     *
     * <p>It answers plain reads from what it has, and stays silent on watches; writes and quorum reads time out. For
     * the time of an election it goes on naming its old leader, perhaps itself; the others, if it led them, then elect
     * another. <strong>What it took as a leader is lost then; but it is carried out if this member is healed before
     * anybody else leads, even when the client was told of a time-out.</strong>
     *
     * <pre>{@code
     * EmbeddedMember leader = etcd.leader().orElseThrow();
     * leader.isolate();
     * await().until(() -> etcd.leader().isPresent()); // another one
     * leader.heal();
     * }</pre>
     *
     * <p>Lasts until {@link #heal()}, also over a restart. {@link EmbeddedEtcd#isolate} cuts several members off
     * together.
     */
    public void isolate() {
        controls.isolate();
    }

    /**
     * Ends {@link #isolate()}: if there is a leader, this member carries out what it missed, in order, and its watches
     * hear of it. Does nothing if this member is not cut off.
     */
    public void heal() {
        controls.heal();
    }

    /**
     * Has this member lag: from now on it carries out nothing more of what the members agree on, though it counts among
     * those who do.
     *
     * <p>It answers plain reads from an older index, its watches are silent, and what it is asked to write or to read
     * by quorum is answered once it has caught up, or times out; such a write is carried out by the others. Ends with
     * {@link #catchUp()}, {@link #catchUpFromSnapshot()} or {@link #kill()}.
     */
    public void holdBack() {
        controls.holdBack();
    }

    /**
     * Ends {@link #holdBack()}: this member carries out what it held back, in order, and its watches hear of it. Does
     * nothing if it holds nothing back.
     */
    public void catchUp() {
        controls.catchUp();
    }

    /**
     * Ends {@link #holdBack()} and {@link #isolate()} in the way of a member that was away for too long: it takes over
     * all that the others hold at once.
     *
     * <p><strong>Its open watches are not told what they missed.</strong> They stay open, and the next event reaches
     * them as if nothing had happened in between. So do the real servers.
     *
     * @throws IllegalStateException if this member is not running, leads, or would reach no leader
     */
    public void catchUpFromSnapshot() {
        if (!controls.catchUpFromSnapshot()) {
            throw new IllegalStateException("member " + name
                    + " cannot get a snapshot: it does not run, leads itself, or reaches no leader; see to that first");
        }
    }

    /**
     * Makes this member the leader at once, as a leader hands over before it ends. Does nothing if it leads already.
     *
     * @throws IllegalStateException if this member does not run or does not reach a majority
     */
    public void becomeLeader() {
        if (!controls.becomeLeader()) {
            throw new IllegalStateException("member " + name
                    + " cannot lead: it does not run or reaches no majority; restart(), resume() or heal() first");
        }
    }

    /**
     * Says whether this member believes that it leads.
     *
     * @return true as well, for the time of an election, of a leader that is cut off; {@link EmbeddedEtcd#leader()}
     *     knows better
     */
    public boolean isLeader() {
        return controls.isLeader();
    }

    /** The name, address and state, for logs. */
    @Override
    public String toString() {
        synchronized (lock) {
            return name + " at " + uri() + " (" + stateName() + ")";
        }
    }

    boolean isClosed() {
        synchronized (lock) {
            return state instanceof Closed;
        }
    }

    /** Refuses connections if there is a fault that says so, and accepts them if there is not; when paused, later. */
    void heedFaults() {
        synchronized (lock) {
            if (state instanceof Running running) {
                heedFaults(running.server());
            }
        }
    }

    /** Makes this member serve for the first time. */
    void start() {
        synchronized (lock) {
            if (state instanceof Killed killed) {
                start(killed.port());
            }
        }
    }

    void close() {
        synchronized (lock) {
            kill();
            if (state instanceof Killed killed) {
                killed.port().close();
            }
            state = new Closed();
        }
    }

    private void start(PortReservation port) {
        state = new Closed();
        try {
            port.close();
            state = new Running(MemberServer.start(address, setup, api));
            heedFaults();
        } catch (IOException failure) {
            throw new UncheckedIOException("member " + name + " cannot listen on " + address, failure);
        }
    }

    private void heedFaults(MemberServer server) {
        boolean refuses = setup.faults().refuses(name);
        try {
            if (refuses && refusal.isEmpty()) {
                server.stopListening();
                refusal = Optional.of(PortReservation.of(address));
            } else if (!refuses && refusal.isPresent()) {
                refusal.get().close();
                refusal = Optional.empty();
                server.listenAgain();
            }
        } catch (IOException failure) {
            state = new Closed();
            server.stop();
            throw new UncheckedIOException("member " + name + " cannot keep its port " + address, failure);
        }
    }

    private void kill(MemberServer server) {
        state = new Closed();
        server.stop();
        controls.kill();
        try {
            state = new Killed(refusal.isPresent() ? refusal.get() : PortReservation.of(address));
            refusal = Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("member " + name + " cannot keep its port " + address, failure);
        }
    }

    private IllegalStateException wrongState(String call, String remedy) {
        String advice = state instanceof Closed ? "start another cluster" : remedy;
        return new IllegalStateException(
                "cannot " + call + " member " + name + ": it is " + stateName() + "; " + advice);
    }

    private String stateName() {
        if (state instanceof Running) {
            return "running";
        }
        if (state instanceof Paused) {
            return "paused";
        }
        return state instanceof Killed ? "killed" : "closed";
    }
}
