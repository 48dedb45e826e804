package dev.pinwheel.etcd.embedded;

import dev.pinwheel.etcd.embedded.http.Api;
import dev.pinwheel.etcd.embedded.http.MemberServer;
import dev.pinwheel.etcd.embedded.http.MemberSetup;
import dev.pinwheel.etcd.embedded.store.ReplicatedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * One member of an {@link EmbeddedEtcd}: a real HTTP server that can be killed, restarted, paused and resumed, as often
 * as a test wants.
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
 * be seen from outside.
 *
 * <p>Thread-safe: calls on one member happen one after the other.
 */
public final class EmbeddedMember {
    private final Object lock = new Object();
    private final String name;
    private final MemberSetup setup;
    private final InetSocketAddress address;
    private final ReplicatedStore store;
    private final Api api;
    private State state;
    /** Keeps the port in the place of the server, while a fault refuses connections. */
    private Optional<PortReservation> refusal = Optional.empty();

    /** Makes a member that is killed as yet, on a port that it takes over. */
    EmbeddedMember(MemberSetup setup, PortReservation port, ReplicatedStore store, Api api) {
        this.name = setup.name();
        this.setup = setup;
        this.address = port.address();
        this.store = store;
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
     * <p>The cluster counts the start as a change, as the real one does: the index grows by one. Does nothing if this
     * member is running.
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
            store.countInternalChanges(1);
            start(killed.port());
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
            paused.server().resume();
            heedFaults();
        }
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
