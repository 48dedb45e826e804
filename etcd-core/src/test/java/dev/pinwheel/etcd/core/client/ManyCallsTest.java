package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.bar;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.CallCancelledException;
import dev.pinwheel.etcd.DeadlineExceededException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.spi.TransportFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More calls than may be in flight, over a transport with threads of its own, and over one that runs on callers'. */
@Timeout(60)
class ManyCallsTest {
    private static final URI A = URI.create("http://a:2379");

    private final ScriptedTransport script = new ScriptedTransport();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    private EtcdClient.Builder oneAtATime(boolean callerRuns, String... hosts) {
        TransportFactory transport = callerRuns ? new CallerRunsTransport(script) : script;
        return clientOf(transport, hosts).maxConcurrentCalls(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allAreAnsweredInTurn_blockingOrNot(boolean callerRuns) throws Exception {
        script.on("a", bar("get"));
        try (EtcdClient client = oneAtATime(callerRuns, "a").build()) {
            List<Future<KeysResponse>> blocking = IntStream.range(0, 100)
                    .mapToObj(i -> callers.submit(() -> client.keys().get("/foo")))
                    .toList();
            List<CompletableFuture<KeysResponse>> futures = IntStream.range(0, 100)
                    .mapToObj(i -> client.async().keys().get("/foo"))
                    .toList();

            for (Future<KeysResponse> call : blocking) {
                assertThat(call.get().node().value()).isEqualTo("bar");
            }
            for (Future<KeysResponse> call : futures) {
                assertThat(call.get().node().value()).isEqualTo("bar");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void F11_theHeaderTimeout_beginsWhenTheTurnHasCome(boolean callerRuns) throws Exception {
        script.on("a", silence()).on("b", bar("get"));
        Duration timeout = Duration.ofMillis(500);
        try (EtcdClient client =
                oneAtATime(callerRuns, "a", "b").headerTimeout(timeout).build()) {
            Future<KeysResponse> first = callers.submit(() -> client.keys().get("/foo"));
            await().until(() -> !script.sent().isEmpty());

            long begun = System.nanoTime();
            KeysResponse second = client.keys().get("/foo");

            assertThat(second.endpoint().getHost()).as("the ring as it is then").isEqualTo("b");
            assertThat(System.nanoTime() - begun).isGreaterThan(timeout.toNanos() / 2);
            assertThat(first.get().endpoint().getHost()).isEqualTo("b");
            assertThat(script.hosts()).containsExactly("a", "b", "b");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void F12_aDeadline_passesInLineToo_andNothingIsSent(boolean callerRuns) {
        script.on("a", silence());
        try (EtcdClient client = oneAtATime(callerRuns, "a", "b").build()) {
            CompletableFuture<KeysResponse> first = client.async().keys().get("/foo");
            EtcdClient hurried = client.withDeadline(Duration.ofMillis(100));

            Throwable blocking = catchThrowable(() -> hurried.keys().set("/foo", "bar"));
            assertThat(client.endpoints().get(0)).as("no news of a").isEqualTo(A);
            Throwable future = catchThrowable(
                    () -> hurried.async().keys().set("/foo", "bar").join());

            for (Throwable late : List.of(blocking, future.getCause())) {
                assertThat(late)
                        .isInstanceOfSatisfying(
                                DeadlineExceededException.class,
                                exceeded -> assertThat(exceeded.outcome()).isEqualTo(Outcome.NOT_APPLIED))
                        .hasMessage("PUT /v2/keys/foo did not end within its deadline of 100 ms, waiting for its turn"
                                + " behind other calls of this client (see maxConcurrentCalls) and not sent");
            }
            assertThat(first).isNotDone();
            assertThat(script.hosts()).containsExactly("a");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void E1_anInterrupt_endsTheWaitInLine(boolean callerRuns) throws Exception {
        script.on("a", silence());
        try (EtcdClient client = oneAtATime(callerRuns, "a").build()) {
            CompletableFuture<KeysResponse> first = client.async().keys().get("/foo");
            Thread.currentThread().interrupt();
            Throwable before = catchThrowable(() -> client.keys().get("/foo"));
            assertThat(Thread.interrupted()).isTrue();
            Future<Throwable> second =
                    callers.submit(() -> catchThrowable(() -> client.keys().get("/foo")));
            Future<Boolean> third = callers.submit(() -> {
                Thread caller = Thread.currentThread();
                Future<?> interrupting = callers.submit(() -> {
                    await().until(() -> caller.getState() == Thread.State.WAITING);
                    caller.interrupt();
                });
                assertThatThrownBy(() -> client.keys().set("/foo", "bar"))
                        .isInstanceOf(CallCancelledException.class)
                        .hasMessageContaining("its thread was interrupted, waiting for its turn");
                boolean flag = Thread.interrupted();
                interrupting.get();
                return flag;
            });

            assertThat(third.get()).isTrue();
            assertThat(before).isInstanceOf(CallCancelledException.class);
            assertThat(second).isNotDone();
            first.cancel(true);
            await().until(() -> script.sent().size() == 2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void TC6_aFutureThatIsCancelled_leavesTheLine(boolean callerRuns) {
        script.on("a", silence(), bar("get"));
        try (EtcdClient client = oneAtATime(callerRuns, "a").build()) {
            CompletableFuture<KeysResponse> first = client.async().keys().get("/foo");
            CompletableFuture<KeysResponse> second = client.async().keys().get("/second");
            CompletableFuture<KeysResponse> third = client.async().keys().get("/third");

            second.cancel(true);
            first.cancel(true);

            assertThat(third.join().node().value()).isEqualTo("bar");
            assertThat(script.count("a", "/v2/keys/second")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closing_endsThoseInLine(boolean callerRuns) throws Exception {
        script.on("a", silence());
        EtcdClient client = oneAtATime(callerRuns, "a").build();
        CompletableFuture<KeysResponse> first = client.async().keys().get("/foo");
        List<CompletableFuture<KeysResponse>> inLine = IntStream.range(0, 5_000)
                .mapToObj(i -> client.async().keys().get("/foo"))
                .toList();
        Future<Throwable> blocking =
                callers.submit(() -> catchThrowable(() -> client.keys().get("/foo")));

        client.close();

        assertThat(first).failsWithin(Duration.ofSeconds(10));
        for (CompletableFuture<KeysResponse> each : inLine) {
            assertThatThrownBy(each::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(CallCancelledException.class)
                    .hasMessageContaining("the client was closed");
        }
        assertThat(blocking.get()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aLimitThatIsNone_isRefused(int calls) {
        assertThatThrownBy(() -> EtcdClient.builder().maxConcurrentCalls(calls))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxConcurrentCalls is " + calls + "; give at least 1 (the default is 256)");
    }
}
