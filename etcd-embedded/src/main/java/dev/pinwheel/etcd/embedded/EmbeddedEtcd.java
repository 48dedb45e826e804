package dev.pinwheel.etcd.embedded;

import dev.pinwheel.etcd.embedded.http.Api;
import dev.pinwheel.etcd.embedded.http.Cluster;
import dev.pinwheel.etcd.embedded.http.MemberSetup;
import dev.pinwheel.etcd.embedded.injection.FaultScripts;
import dev.pinwheel.etcd.embedded.journal.Journal;
import dev.pinwheel.etcd.embedded.members.Member;
import dev.pinwheel.etcd.embedded.members.Membership;
import dev.pinwheel.etcd.embedded.recording.RecordedJournal;
import dev.pinwheel.etcd.embedded.server.ServerTls;
import dev.pinwheel.etcd.embedded.store.ReplicatedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An etcd cluster in memory that speaks the v2 API over real HTTP, for tests.
 *
 * <p>It behaves like etcd 3.4 with {@code --enable-v2}: statuses, headers, bodies, errors, indexes and times to live.
 * Its members listen on ephemeral ports of 127.0.0.1 and share one history, so a write through one member is seen by
 * the next read through any other. Nothing is written to disk, nothing is logged, and nothing passes between members:
 * their statistics and metrics are few.
 *
 * <p>A member that a client adds never starts. One that a client removes ends within a second. A cluster that cannot
 * agree, because a second member was added to its only one, says so at once instead of after seven seconds.
 *
 * <pre>{@code
 * try (EmbeddedEtcd etcd = EmbeddedEtcd.start(3)) {
 *     List<URI> endpoints = etcd.endpoints();
 *     etcd.members().get(0).kill();
 * }
 * }</pre>
 *
 * <p>Thread-safe. All threads are daemons, have names that begin with {@code embedded-etcd-}, and end with
 * {@link #close()}.
 */
public final class EmbeddedEtcd implements AutoCloseable {
    private static final long CLUSTER_ID = 0x5ea_c1a5_7e12_e7cdL;
    private static final long FIRST_MEMBER_ID = 0x1d_0f_ae_3b_e0_00_01L;

    private final RecordedJournal journal = new RecordedJournal();
    private final FaultScripts scripts = new FaultScripts(this::heedFaults);
    private final List<EmbeddedMember> members;
    private final Faults faults;
    private final ReplicatedStore store;
    private final Housekeeping housekeeping;

    private EmbeddedEtcd(Cluster cluster, Optional<ServerTls> tls, List<PortReservation> ports) {
        this.store = cluster.store();
        this.housekeeping = Housekeeping.start(store);
        this.members = IntStream.range(0, ports.size())
                .mapToObj(i -> new EmbeddedMember(
                        new MemberSetup(name(i), tls, journal, scripts),
                        ports.get(i),
                        store,
                        new Api(cluster, founder(i, ports.get(i), tls), this::seeOff)))
                .toList();
        this.faults = new Faults(scripts, members);
    }

    /**
     * Starts a cluster on the system's clock. All members answer when this returns.
     *
     * @param members how many, at least 1
     * @return the running cluster, to be closed by the caller
     * @throws IllegalArgumentException if {@code members} is less than 1
     * @throws UncheckedIOException if a port cannot be bound
     */
    public static EmbeddedEtcd start(int members) {
        return builder().members(members).start();
    }

    /**
     * Starts the configuration of a cluster: by default one member, on a port that is free, by the system's clock.
     *
     * @return a builder with these defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Gathers the options of a cluster; not safe for use by many threads. */
    public static final class Builder {
        private int members = 1;
        private int firstPort;
        private InstantSource clock = InstantSource.system();
        private Optional<ServerTls> tls = Optional.empty();

        private Builder() {}

        /**
         * How many members the cluster has.
         *
         * @param count at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code count} is less than 1
         */
        public Builder members(int count) {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "members must be at least 1 but is " + count + "; use 1 or 3 for most tests");
            }
            members = count;
            return this;
        }

        /**
         * Where the first member listens; the others take the ports that follow.
         *
         * @param first from 1 to 65535; or 0, the default, for any ports that are free
         * @return this builder
         * @throws IllegalArgumentException if {@code first} is out of range
         */
        public Builder port(int first) {
            if (first < 0 || first > 65_535) {
                throw new IllegalArgumentException(
                        "port is " + first + "; give one from 1 to 65535, or 0 for ports that are free");
            }
            firstPort = first;
            return this;
        }

        /**
         * What the cluster tells the time by, so that a test of times to live need not wait.
         *
         * <p>A node expires when the first request after its expiration arrives, whatever it asks for. Watchers need
         * not wait for one: every half second by the system's clock, and at {@link EmbeddedEtcd#expireDue()}, all that
         * is due expires.
         *
         * @param source tells when nodes expire; called by many threads at once
         * @return this builder
         */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Has the members listen in TLS, and their URLs begin with {@code https}; the default is cleartext.
         *
         * <p>Clients reach them by 127.0.0.1 or by localhost; the certificate has to cover what they use. See
         * {@link dev.pinwheel.etcd.embedded.tls.CertificateAuthority#serverTls()} for certificates that do, and
         * {@code mutualTls()} beside it to require them of clients too.
         *
         * @param how to encrypt
         * @return this builder
         */
        public Builder tls(ServerTls how) {
            tls = Optional.of(how);
            return this;
        }

        /**
         * Starts the cluster. All members answer when this returns.
         *
         * @return the running cluster, to be closed by the caller
         * @throws UncheckedIOException if a port cannot be bound, such as when it is in use; the message names it
         */
        public EmbeddedEtcd start() {
            List<PortReservation> ports = reserve(members, firstPort);
            Membership membership = new Membership(IntStream.range(0, members)
                    .mapToObj(i -> founder(i, ports.get(i), tls))
                    .toList());
            EmbeddedEtcd etcd = new EmbeddedEtcd(Cluster.of(CLUSTER_ID, membership, clock), tls, ports);
            etcd.startAll();
            return etcd;
        }
    }

    /**
     * Returns the members in the order of their names, whatever state they are in.
     *
     * @return never empty, unmodifiable, always the same
     */
    public List<EmbeddedMember> members() {
        return members;
    }

    /**
     * Returns where clients reach the members, in the order of {@link #members()}, whatever state they are in.
     *
     * @return never empty, unmodifiable, always the same
     */
    public List<URI> endpoints() {
        return members.stream().map(EmbeddedMember::uri).toList();
    }

    /**
     * Returns the member that an endpoint belongs to.
     *
     * @param endpoint one of {@link #endpoints()}
     * @return its member
     * @throws IllegalArgumentException if no member has this endpoint
     */
    public EmbeddedMember member(URI endpoint) {
        return members.stream()
                .filter(member -> member.uri().equals(endpoint))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no member has the endpoint " + endpoint + "; use one of " + endpoints()));
    }

    /**
     * Returns what can be made to go wrong.
     *
     * @return always the same
     */
    public Faults faults() {
        return faults;
    }

    /**
     * Returns what the members received, and what came of it.
     *
     * @return always the same
     */
    public Journal journal() {
        return journal;
    }

    /**
     * Lets expire now what is due by the cluster's clock. Watchers are told as if time had brought it about.
     *
     * <p>For tests that set the clock and do not want to wait for the next half second.
     */
    public void expireDue() {
        store.expireDue();
    }

    /**
     * Ends all members, paused or not: cuts their connections, frees their ports, ends their threads. Closing again
     * does nothing.
     */
    @Override
    public void close() {
        members.forEach(EmbeddedMember::close);
        housekeeping.close();
    }

    private static List<PortReservation> reserve(int count, int firstPort) {
        List<PortReservation> ports = new ArrayList<>();
        try {
            while (ports.size() < count) {
                ports.add(PortReservation.of(firstPort == 0 ? 0 : firstPort + ports.size()));
            }
            return ports;
        } catch (IOException | IllegalArgumentException failure) {
            ports.forEach(PortReservation::close);
            throw new UncheckedIOException(
                    firstPort == 0
                            ? "cannot reserve " + count + " ports on the loopback interface"
                            : "port " + (firstPort + ports.size()) + " cannot be bound: " + failure.getMessage()
                                    + "; choose another, or 0 for ports that are free",
                    failure instanceof IOException io ? io : new IOException(failure));
        }
    }

    // There is no traffic between members, and so no peer URL but the one for clients.
    private static Member founder(int index, PortReservation port, Optional<ServerTls> tls) {
        List<String> urls = List.of(MemberSetup.uri(port.address(), tls).toString());
        return new Member(FIRST_MEMBER_ID + index, name(index), urls, urls);
    }

    private void heedFaults() {
        members.forEach(EmbeddedMember::heedFaults);
    }

    private void seeOff(long id) {
        long index = id - FIRST_MEMBER_ID;
        if (index >= 0 && index < members.size()) {
            housekeeping.soon(members.get((int) index)::close);
        }
    }

    private static String name(int index) {
        return "m" + (index + 1);
    }

    private void startAll() {
        try {
            members.forEach(EmbeddedMember::start);
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }
}
