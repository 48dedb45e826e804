package dev.pinwheel.etcd;

import dev.pinwheel.etcd.auth.AuthApi;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.members.MembersApi;
import dev.pinwheel.etcd.spi.EtcdClientProvider;
import dev.pinwheel.etcd.spi.TlsConfig;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.spi.UnsupportedOptionException;
import dev.pinwheel.etcd.stats.StatsApi;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A client of an etcd cluster's v2 API, which prefers one endpoint while it works and goes round the others when it
 * fails.
 *
 * <pre>{@code
 * try (EtcdClient etcd = EtcdClient.builder()
 *         .endpoints("http://10.0.0.1:2379", "http://10.0.0.2:2379", "http://10.0.0.3:2379")
 *         .build()) {
 *     etcd.keys().set("/foo", "bar");
 *     String value = etcd.keys().get("/foo").node().value(); // "bar"
 * }
 * }</pre>
 *
 * <p>Make one client for a cluster and share it: it is safe for use by many threads, platform or virtual, and keeps a
 * pool of connections. Close it when done. Whatever a call may throw is an {@link EtcdException}; see there for the
 * family.
 */
public interface EtcdClient extends AutoCloseable {

    /**
     * Starts the configuration of a client.
     *
     * @return a builder with the defaults
     * @throws IllegalStateException if the engine is not on the path, because no transport is declared as a dependency;
     *     the message lists those there are
     */
    static Builder builder() {
        ClassLoader own = EtcdClient.class.getClassLoader();
        return ServiceLoader.load(EtcdClientProvider.class, own)
                .findFirst()
                .or(() -> ServiceLoader.load(EtcdClientProvider.class).findFirst())
                .orElseThrow(() -> new IllegalStateException(
                        "no etcd transport on the path; declare one of dev.pinwheel.etcd:etcd-transport-apache, "
                                + "etcd-transport-okhttp and etcd-transport-jetty, which brings the engine along"))
                .newBuilder();
    }

    /**
     * The key space.
     *
     * @return an API on this client, cheap to get and safe to keep
     */
    KeysApi keys();

    /**
     * The key space of servers that have it at another path than "/v2/keys", such as behind a proxy.
     *
     * @param path an absolute path, such as "/proxied/v2/keys"
     * @return an API on this client
     * @throws IllegalArgumentException if that is not an absolute path, or has a segment "." or ".."
     */
    KeysApi keysAt(String path);

    /**
     * The members of the cluster.
     *
     * @return an API on this client, cheap to get and safe to keep
     */
    MembersApi members();

    /**
     * Users, roles, and the switch of authentication.
     *
     * @return an API on this client, cheap to get and safe to keep
     */
    AuthApi auth();

    /**
     * What members count.
     *
     * @return an API on this client, cheap to get and safe to keep
     */
    StatsApi stats();

    /**
     * Which etcd answers.
     *
     * @return the versions of the member that answered and of the cluster
     * @throws EtcdException if no endpoint answers, or not as etcd does
     * @throws IllegalStateException if the client is closed
     */
    Versions version();

    /**
     * Sends a request to a path that has no method of its own; it goes round the endpoints as any other.
     *
     * @param request what to send
     * @return the answer as it came, whatever its status: only 500 and above are failures
     * @throws EtcdException if no endpoint answers
     * @throws IllegalArgumentException if the request line is too long for an endpoint (E6)
     * @throws IllegalStateException if the client is closed
     */
    RawResponse call(RawRequest request);

    /**
     * The same client for callers that do not wait.
     *
     * @return a face of this client, with the same deadline if this is a view
     */
    AsyncEtcdClient async();

    /**
     * A view of this client whose calls must each end within a time: same connections, same pin.
     *
     * <p>A call that takes longer ends with {@link DeadlineExceededException}, whatever had failed before (F12).
     * Without a deadline a call ends at the latest when every endpoint has let {@link Builder#headerTimeout} pass; only
     * an answer that keeps coming may take longer, and one of very many calls at once that waits for its turn (see
     * {@link Builder#maxConcurrentCalls}). Closing a view does nothing; close the client that was built.
     *
     * @param deadline the most that one call may take, above zero
     * @return the view
     * @throws IllegalArgumentException if the deadline is not above zero
     */
    EtcdClient withDeadline(Duration deadline);

    /**
     * The endpoints in the order in which calls go round them.
     *
     * @return an immutable list, never empty, beginning with the endpoint that the next call tries first
     */
    List<URI> endpoints();

    /**
     * Replaces the endpoints; calls that have begun go on with the old ones, and their news of those is dropped (F7).
     *
     * <p>The new ones are shuffled once (F2). Setting the same set again changes nothing, neither order nor pin.
     *
     * @param endpoints absolute http or https URIs with a host, as for {@link Builder#endpoints(String...)}
     * @throws IllegalArgumentException if there is none, or one is not usable; nothing is changed then (F1)
     * @throws IllegalStateException if the client is closed
     */
    void setEndpoints(String... endpoints);

    /**
     * Asks the cluster for its members, and makes their client URLs the endpoints of this client (C1).
     *
     * <p>Members that have not started, or that {@link Builder#memberEndpoints} leaves out, are skipped, and the
     * {@link ClientListener} is told. What was found replaces the endpoints only when one of the new ones answers (C5);
     * those that do not are tried last. The same set as before keeps order and pin, but with
     * {@link EndpointSelection#LEADER} the pin goes to the leader (C2). The endpoints that the client was built with
     * stay a last resort (C3). Concurrent calls share one sync (C6).
     *
     * @return the endpoints, as {@link #endpoints()} has them afterwards
     * @throws NoLeaderException if the leader is to be preferred and none is known; nothing is changed then
     * @throws ClusterException if no endpoint answers
     * @throws InvalidResponseException if what answers is not etcd, or the members have not one usable URL, or none of
     *     the new endpoints answers; nothing is changed then
     * @throws ContextException if the deadline passes, the thread is interrupted or the client is closed
     * @throws IllegalStateException if the client is closed already
     */
    List<URI> sync();

    /**
     * Syncs now and then again at an interval, until it or the client is closed (C4).
     *
     * <p>Returns at once. A failed round is told to the {@link ClientListener}, and the next comes in its time.
     *
     * @param interval from the end of one round to the beginning of the next, above zero; up to a tenth is added or
     *     taken away by chance, so that many clients do not ask at once
     * @return closes it
     * @throws IllegalArgumentException if the interval is not above zero
     * @throws IllegalStateException if the client is closed
     */
    AutoSync autoSync(Duration interval);

    /**
     * Asks every endpoint for its health.
     *
     * <p>An endpoint that does not answer is part of the result, not an exception. On etcd 3.4 the question costs the
     * cluster one read through consensus for each endpoint, and a member that has just lost its quorum takes 1 s to say
     * so.
     *
     * @return what they say
     * @throws ContextException if the deadline passes, the thread is interrupted or the client is closed
     * @throws IllegalStateException if the client is closed already
     */
    ClusterHealth health();

    /**
     * Asks one endpoint for its health, whether it is one of this client's or not.
     *
     * @param endpoint an absolute http or https URI
     * @return what it says
     * @throws IllegalArgumentException if it is not a usable endpoint (F1)
     * @throws ContextException as for {@link #health()}
     * @throws IllegalStateException if the client is closed already
     */
    EndpointHealth health(URI endpoint);

    /**
     * Ends all calls with {@link CallCancelledException}, and closes every connection and thread of the client; may be
     * called more than once.
     */
    @Override
    void close();

    /** Gathers the options of a client; not safe for use by many threads. */
    interface Builder {

        /**
         * The endpoints to start from; this option has no default.
         *
         * <p>They are shuffled once (F2), so that many clients with the same configuration spread over the members.
         *
         * @param endpoints absolute http or https URIs with a host, an optional port and an optional path prefix, such
         *     as "http://10.0.0.1:2379"; no user info, query or fragment. Equal ones count once
         * @return this builder
         * @throws IllegalArgumentException if there is none, or one is not usable; the message has its text and the
         *     likely mend (F1)
         */
        Builder endpoints(String... endpoints);

        /**
         * The endpoints to start from, as URIs.
         *
         * @param endpoints as for {@link #endpoints(String...)}
         * @return this builder
         * @throws IllegalArgumentException if there is none, or one is not usable (F1)
         */
        Builder endpoints(List<URI> endpoints);

        /**
         * Take the endpoints to start from from the name service, when the client is built (C7).
         *
         * @param discovery where to look
         * @return this builder
         */
        Builder discover(SrvDiscovery discovery);

        /**
         * Which endpoint to prefer after a sync (C2).
         *
         * @param selection {@link EndpointSelection#RANDOM} by default
         * @return this builder
         */
        Builder endpointSelection(EndpointSelection selection);

        /**
         * By which endpoints a sync reaches members (C5).
         *
         * @param mapping {@link MemberEndpoints#advertised()} by default
         * @return this builder
         */
        Builder memberEndpoints(MemberEndpoints mapping);

        /**
         * Who is told what happens to the endpoints.
         *
         * @param listener nobody by default
         * @return this builder
         */
        Builder listener(ClientListener listener);

        /**
         * Which HTTP stack to use, by name; needed only when more than one is on the path.
         *
         * @param name such as "apache", "okhttp" or "jetty"
         * @return this builder
         */
        Builder transport(String name);

        /**
         * Which HTTP stack to use, by its factory, on the path's list of services or not.
         *
         * @param factory makes the transport when the client is built
         * @return this builder
         */
        Builder transport(TransportFactory factory);

        /**
         * How long an endpoint may take until its answer begins: connecting, redirects and the wait for the response
         * head of one attempt together (F11). The body has the same time again whenever it pauses.
         *
         * <p>A write that waits for a lost quorum takes the server 7 s to refuse: with the default the client gives up
         * first, with the outcome {@link Outcome#UNKNOWN}.
         *
         * @param headerTimeout zero switches it off; 2 s by default
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        Builder headerTimeout(Duration headerTimeout);

        /**
         * After what wait for an answer to begin an endpoint is asked for its version, to find out whether it is dead
         * before the header time-out has passed (F13).
         *
         * <p>One that does not answer that within 250 ms, asked twice, is suspect: it is tried last until it answers
         * again, and reads that wait for it go on to the next endpoint at once; writes wait on, as they may have been
         * received. Whoever answers anything else meanwhile is not suspect: then it is this process that is late. An
         * endpoint at which a watch is open is asked each second. Each question is one GET of {@code /version}, which
         * costs the cluster no quorum and is never counted as a call; there is one at a time for each endpoint, however
         * many calls wait, and none while none waits. It needs a connection of its own, so a transport that is limited
         * to few connections may be late with it. With a single endpoint nothing is asked.
         *
         * @param wait zero for no such probes; 250 ms by default. Without effect if it is not below the header time-out
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        Builder stallProbeAfter(Duration wait);

        /**
         * How often an endpoint is asked for its health while a watch is open there or plain reads go to it, to find
         * out whether it is cut off from the cluster and answers from an old state (F13).
         *
         * <p>One that says that it is not well, or nothing within 1.5 s, twice if it answers anything else meanwhile,
         * is suspect if another endpoint has just answered that it is well: reads then go there, and watches are opened
         * there again without losing an event. Each question is one GET of {@code /health}, which costs the cluster one
         * quorum read; a client that does nothing asks nothing. Suspects are asked again at the same interval, while
         * there is traffic.
         *
         * @param interval from one question to the next, with a tenth of jitter; zero for no such probes; 2 s by
         *     default
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        Builder healthInterval(Duration interval);

        /**
         * The longest body that is read; a longer one is a failed attempt (TC5).
         *
         * @param bytes at least 1; 64 MiB by default
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder bodyLimit(int bytes);

        /**
         * How many calls of this client may be in flight at a time; the others wait in line, first come first served.
         *
         * <p>A call in the line has not begun: its header time-out (F11) has yet to start, and its deadline is running
         * (F12); a call whose deadline passes there, or that is cancelled there, was never sent. Without a limit,
         * thousands of calls at once, such as of virtual threads, would each take so long that the last of them meet
         * the header time-out at a healthy endpoint. Watches are not counted, and neither are the client's own probes.
         *
         * @param calls at least 1; 256 by default
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder maxConcurrentCalls(int calls);

        /**
         * What to do about redirects (F9).
         *
         * @param policy {@link RedirectPolicy#always()} by default
         * @return this builder
         */
        Builder redirectPolicy(RedirectPolicy policy);

        /**
         * How https connections are made.
         *
         * @param tls trust, client certificate and host name check; the platform's defaults if this is not called
         * @return this builder
         */
        Builder tls(TlsConfig tls);

        /**
         * Who the client is, for a cluster with authentication; it is a guest if this is not called.
         *
         * @param credentials name and password, sent to the client's endpoints only (F10)
         * @return this builder
         */
        Builder credentials(Credentials credentials);

        /**
         * Never read an older state than this client has seen before: an answer with a lower index is a failed attempt,
         * and the next endpoint is asked (F16).
         *
         * <p>Off by default. It costs nothing but another attempt where a member lags; it does not tell what other
         * clients have written since, for which there is the quorum read.
         *
         * @return this builder
         */
        Builder monotonicReads();

        /**
         * What else the transport is to do: HTTP/2 over https, how many connections, how long idle ones are kept, whose
         * threads.
         *
         * <pre>{@code
         * builder.transportOptions(options -> options.http2(true).connectionIdleTimeout(Duration.ofSeconds(20)))
         * }</pre>
         *
         * @param options is given the transport's configuration as the client would have it, when the client is built
         * @return this builder
         */
        Builder transportOptions(Consumer<TransportConfig.Builder> options);

        /**
         * Also repeat an unconditional {@code set} that may have been received, on the next endpoint, as Go's client
         * does (F6).
         *
         * <p>Off by default, because the value may then be written a second time after another client has written a
         * newer one.
         *
         * @return this builder
         */
        Builder repeatUnconditionalSets();

        /**
         * Where futures of {@link EtcdClient#async()} are completed, and so where what is hung on them runs.
         *
         * @param executor by default {@link java.util.concurrent.ForkJoinPool#commonPool()}. {@code Runnable::run}
         *     saves a hand-over, for users whose stages never block: those would hold up the HTTP stack
         * @return this builder
         */
        Builder callbackExecutor(Executor executor);

        /**
         * Tells of every request that is sent, each failover, redirect and probe included, as a command for a shell:
         * for debugging.
         *
         * <p>Each is a single line that can be pasted into a shell as it is. Values are shown; the Authorization header
         * and every field named "password" are masked (E9).
         *
         * <pre>
         * curl -g -X PUT 'http://10.0.0.1:2379/v2/keys/foo' -H 'Content-Type: …' --data-raw 'value=bar'
         * </pre>
         *
         * @param listener told on the threads that send, so it must not block; what it throws is dropped
         * @return this builder
         */
        Builder curlListener(Consumer<String> listener);

        /**
         * Where the shuffling of endpoints takes its randomness (F2).
         *
         * @param random seeded for a test that needs to know the order; used by the threads that call {@code build} and
         *     {@link EtcdClient#setEndpoints}. By default one that is safe for all threads
         * @return this builder
         */
        Builder random(RandomGenerator random);

        /**
         * Makes the client; talks to no server, but to the name service if {@link #discover} was called.
         *
         * @return a client, which the caller closes
         * @throws DiscoveryException if {@link #discover} was called and the name service gives no endpoint
         * @throws IllegalStateException if no endpoints are given, or if not exactly one transport is on the path and
         *     none is chosen; the message says what to do
         * @throws UnsupportedOptionException if the transport cannot honour an option
         */
        EtcdClient build();
    }
}
