package dev.pinwheel.etcd.embedded;

import dev.pinwheel.etcd.embedded.http.Api;
import dev.pinwheel.etcd.embedded.http.Cluster;
import dev.pinwheel.etcd.embedded.http.MemberSetup;
import dev.pinwheel.etcd.embedded.injection.FaultScripts;
import dev.pinwheel.etcd.embedded.journal.Journal;
import dev.pinwheel.etcd.embedded.members.Member;
import dev.pinwheel.etcd.embedded.members.Membership;
import dev.pinwheel.etcd.embedded.recording.RecordedJournal;
import dev.pinwheel.etcd.embedded.replication.Replication;
import dev.pinwheel.etcd.embedded.replication.Timeouts;
import dev.pinwheel.etcd.embedded.server.ServerTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An etcd cluster in memory that speaks the v2 API over real HTTP, for tests.
 *
 * <p>It behaves like etcd 3.4 with {@code --enable-v2}: statuses, headers, bodies, errors, indexes and times to live.
 * Its members listen on ephemeral ports of 127.0.0.1, and each has a copy of one history. As long as all is well, a
 * write through one member is seen by the next read through any other. Nothing is written to disk, nothing is logged,
 * and no sockets connect the members: their statistics and metrics are few.
 *
 * <p>Members can be killed, paused, cut off from each other and held back, see {@link EmbeddedMember}. The others go on
 * if they are more than half of all; two members need both. The first member leads at the start. When a leader is lost,
 * the others elect another after {@link Builder#electionTimeout}; what they are asked to write until then is lost, and
 * answered with a time-out after {@link Builder#requestTimeout}. Users, roles and the list of members are no copies: if
 * a majority changes them, members that are cut off know it at once.
 *
 * <p>A member that a client adds never starts. One that a client removes ends within a second.
 *
 * <pre>{@code
 * try (EmbeddedEtcd etcd = EmbeddedEtcd.start(3)) {
 *     List<URI> endpoints = etcd.endpoints();
 *     etcd.leader().orElseThrow().kill();
 *     await().until(() -> etcd.leader().isPresent());
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
    private final Replication replication;
    private final Housekeeping housekeeping;

    private EmbeddedEtcd(
            Cluster cluster, Optional<ServerTls> tls, List<PortReservation> ports, Housekeeping housekeeping) {
        this.replication = cluster.replication();
        this.housekeeping = housekeeping;
        this.members = IntStream.range(0, ports.size())
                .mapToObj(i -> new EmbeddedMember(
                        new MemberSetup(name(i), tls, journal, scripts),
                        ports.get(i),
                        replication.controls(id(i)),
                        new Api(cluster, founder(i, ports.get(i), tls), this::seeOff)))
                .toList();
        this.faults = new Faults(scripts, members);
        housekeeping.repeat(replication::expireDue);
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
        private Duration requestTimeout = Duration.ofSeconds(7);
        private Duration electionTimeout = Duration.ofSeconds(1);
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
         * How long a member lets a client wait for the others before it answers that the request timed out.
         *
         * @param timeout more than zero; by default 7 seconds, as etcd has it
         * @return this builder
         * @throws IllegalArgumentException if {@code timeout} is zero or less
         */
        public Builder requestTimeout(Duration timeout) {
            requestTimeout = positive("requestTimeout", timeout);
            return this;
        }

        /**
         * How long members miss their leader before they believe in it no more and, if they are a majority, elect
         * another.
         *
         * @param timeout more than zero, by the system's clock; by default 1 second, as etcd has it
         * @return this builder
         * @throws IllegalArgumentException if {@code timeout} is zero or less
         */
        public Builder electionTimeout(Duration timeout) {
            electionTimeout = positive("electionTimeout", timeout);
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
            Housekeeping housekeeping = new Housekeeping();
            Timeouts timeouts = new Timeouts(requestTimeout, electionTimeout);
            Cluster cluster = Cluster.of(CLUSTER_ID, membership, clock, timeouts, housekeeping);
            EmbeddedEtcd etcd = new EmbeddedEtcd(cluster, tls, ports, housekeeping);
            etcd.startAll();
            return etcd;
        }

        private static Duration positive(String option, Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException(option + " is " + timeout + "; give a duration of more than zero");
            }
            return timeout;
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
     * <p>For tests that set the clock and do not want to wait for the next half second. Does nothing without a leader.
     */
    public void expireDue() {
        replication.expireDue();
    }

    /**
     * Returns the member that leads a majority of the members.
     *
     * @return empty during an election, and as long as no majority of the members reach each other
     */
    public Optional<EmbeddedMember> leader() {
        return replication.leader().map(this::withId);
    }

    /**
     * Cuts some members off from all others, though not from each other: a partition of the cluster into two sides.
     * Clients go on reaching all of them. See {@link EmbeddedMember#isolate()} for what that does.
     *
     * <pre>{@code
     * etcd.isolate(etcd.members().get(0), etcd.members().get(1)); // of five
     * etcd.heal();
     * }</pre>
     *
     * @param side the members on one side; those that were cut off before are on this side from now on
     * @throws IllegalArgumentException if one of them is of another cluster
     */
    public void isolate(EmbeddedMember... side) {
        replication.isolate(Stream.of(side).map(this::idOf).toList());
    }

    /** Has all members reach each other again, as far as they run. See {@link EmbeddedMember#heal()}. */
    public void heal() {
        replication.heal(
                IntStream.range(0, members.size()).mapToObj(EmbeddedEtcd::id).toList());
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
        return new Member(id(index), name(index), urls, urls);
    }

    private void heedFaults() {
        members.forEach(EmbeddedMember::heedFaults);
    }

    private void seeOff(long id) {
        long index = id - FIRST_MEMBER_ID;
        if (index >= 0 && index < members.size()) {
            housekeeping.soon(withId(id)::close);
        }
    }

    private EmbeddedMember withId(long id) {
        return members.get((int) (id - FIRST_MEMBER_ID));
    }

    private long idOf(EmbeddedMember member) {
        int index = members.indexOf(member);
        if (index < 0) {
            throw new IllegalArgumentException(member + " is of another cluster; use one of " + members);
        }
        return id(index);
    }

    private static long id(int index) {
        return FIRST_MEMBER_ID + index;
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
