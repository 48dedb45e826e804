import dev.pinwheel.etcd.benchmarks.figures.ProcessStatus;
import dev.pinwheel.etcd.benchmarks.figures.Report;
import dev.pinwheel.etcd.benchmarks.load.ClosedLoop;
import dev.pinwheel.etcd.benchmarks.load.Latencies;
import dev.pinwheel.etcd.benchmarks.load.Measured;
import dev.pinwheel.etcd.benchmarks.load.Mode;
import dev.pinwheel.etcd.benchmarks.load.Workload;
import dev.pinwheel.etcd.benchmarks.client.Call;
import dev.pinwheel.etcd.benchmarks.client.Target;
import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.Node;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mousio.etcd4j.EtcdClient;
import mousio.etcd4j.responses.EtcdAuthenticationException;
import mousio.etcd4j.responses.EtcdException;
import mousio.etcd4j.responses.EtcdKeysResponse;
import mousio.etcd4j.responses.EtcdKeysResponse.EtcdNode;

/** The load driver for etcd4j: blocking get, set and dir, with our loop, command line and lines. See run.sh. */
final class Etcd4jBench implements Target {
    private final EtcdClient client;
    private final URI endpoint;

    private Etcd4jBench(String... endpoints) {
        client = new EtcdClient(List.of(endpoints).stream().map(URI::create).toArray(URI[]::new));
        endpoint = URI.create(endpoints[0]);
    }

    public static void main(String... args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        int keys = Integer.parseInt(options.getOrDefault("--keys", "1000"));
        String value = "v".repeat(Integer.parseInt(options.getOrDefault("--value-size", "100")));
        double warmUp = Double.parseDouble(options.getOrDefault("--warmup", "2"));
        double seconds = Double.parseDouble(options.getOrDefault("--seconds", "3"));
        List<Workload> loads = new ArrayList<>();
        for (String op : options.get("--op").split(",")) {
            loads.add(new Workload(op, IntStream.range(0, keys)
                    .mapToObj(n -> switch (op) {
                        case "get" -> Call.get("/bench/k" + n);
                        case "set" -> Call.set("/bench/k" + n, value);
                        default -> Call.dir("/dir1000");
                    })
                    .toList()));
        }
        int[] concurrencies =
                List.of(options.get("--concurrency").split(",")).stream().mapToInt(Integer::parseInt).toArray();
        try (Etcd4jBench target = new Etcd4jBench(options.get("--endpoints").split(","))) {
            long begun = System.nanoTime();
            target.call(loads.get(0).calls().get(0));
            double first = (System.nanoTime() - begun) / 1e6;
            ClosedLoop loop = new ClosedLoop(target, Mode.SYNC);
            for (Workload load : loads) {
                for (int n : concurrencies) {
                    loop.warmUp(load, n, Duration.ofNanos((long) (warmUp * 1e9 / loads.size() / concurrencies.length)));
                }
            }
            for (Workload load : loads) {
                for (int n : concurrencies) {
                    Measured measured = loop.measure(load, n, Duration.ofNanos((long) (seconds * 1e9)));
                    System.out.println(report(load.name(), n, measured, first).toJson());
                }
            }
        }
        System.exit(0);
    }

    private static Report report(String op, int concurrency, Measured measured, double first) {
        double ops = measured.tally().successes();
        double seconds = measured.usage().seconds();
        Latencies latencies = measured.tally().latencies();
        return new Report()
                .put("driver", "etcd4j")
                .put("op", op)
                .put("mode", "sync")
                .put("concurrency", concurrency)
                .put("seconds", seconds)
                .put("ops", measured.tally().successes())
                .put("errors", measured.tally().failures())
                .put("error_classes", measured.tally().errorClasses())
                .put("throughput", ops / seconds)
                .put("p50", latencies.p50())
                .put("p90", latencies.p90())
                .put("p99", latencies.p99())
                .put("p999", latencies.p999())
                .put("max", latencies.max())
                .put("cpu_s", measured.usage().cpuNanos() / 1e9)
                .put("cpu_us_per_op", measured.usage().cpuNanos() / 1e3 / ops)
                .put("gc_count", measured.usage().collections())
                .put("gc_ms", measured.usage().collectionMillis())
                .put("alloc_b_per_op", measured.usage().allocatedBytes() / ops)
                .put("rss_peak_kb", ProcessStatus.peakResidentKb())
                .put("threads", measured.usage().threads())
                .put("first_op_ms", first);
    }

    @Override
    public KeysResponse call(Call call) throws IOException {
        try {
            EtcdKeysResponse answer = switch (call.kind()) {
                case GET -> client.get(call.key()).send().get();
                case SET -> client.put(call.key(), call.value()).send().get();
                case DIR -> client.getDir(call.key()).recursive().send().get();
                default -> throw new IllegalArgumentException("not measured: " + call);
            };
            return new KeysResponse(
                    Action.GET, Optional.of(node(answer.node)), Optional.empty(), 0, "", endpoint);
        } catch (EtcdException | EtcdAuthenticationException | TimeoutException failed) {
            throw new IOException(failed);
        }
    }

    private static Node node(EtcdNode node) {
        List<Node> nodes = node.nodes == null ? List.of() : node.nodes.stream().map(Etcd4jBench::node).toList();
        String value = node.value == null ? "" : node.value;
        return new Node(node.key, value, node.dir, nodes, 0, 0, Optional.empty(), Optional.empty());
    }

    @Override
    public CompletableFuture<KeysResponse> start(Call call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Events events(String key, long after) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription subscribe(String key, long after, Consumer<Node> onEvent, Consumer<Throwable> onEnd) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String errorClass(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof EtcdException refused ? "etcd:" + refused.errorCode : cause.getClass().getSimpleName();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
