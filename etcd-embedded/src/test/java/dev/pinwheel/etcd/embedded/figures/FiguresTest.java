package dev.pinwheel.etcd.embedded.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.command.EmbeddedEtcdCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the figures of docs/embedded.md, and prints them; the limits are those of the promise, not of the machine. */
@EnabledIfSystemProperty(
        named = "embedded.figures",
        matches = "true",
        disabledReason = "measures; run it alone with -Dembedded.figures=true")
class FiguresTest {
    private static final int WATCHES = 9_900; // With what else is open, within the usual limit of file handles.
    private static final int CLIENTS = 64;
    private static final Duration LOAD = Duration.ofSeconds(5);

    @Test
    void threeMembers_startWithinAMoment() {
        start(200);
        long[] nanos = LongStream.range(0, 51).map(any -> start(1)).sorted().toArray();
        long median = nanos[nanos.length / 2];
        print("three members start in " + median / 1_000 + " µs, the slowest of 51 in " + nanos[50] / 1_000 + " µs");
        assertThat(Duration.ofNanos(nanos[50])).isLessThan(Duration.ofMillis(300));
    }

    private static long start(int times) {
        long spent = 0;
        for (int i = 0; i < times; i++) {
            long started = System.nanoTime();
            EmbeddedEtcd cluster = EmbeddedEtcd.start(3);
            spent += System.nanoTime() - started;
            cluster.close();
        }
        return spent;
    }

    @Test
    void thousandsOfRequestsASecond_areAnswered() throws Exception {
        withMember((member, process) -> {
            try (Crowd crowd = new Crowd(member, CLIENTS)) {
                crowd.keepAsking(Crowd.put("/v2/keys/k", "value=x"), LOAD);
                long writes = crowd.keepAsking(Crowd.put("/v2/keys/k", "value=x"), LOAD) / LOAD.toSeconds();
                long reads = crowd.keepAsking(Crowd.get("/v2/keys/k"), LOAD) / LOAD.toSeconds();
                print(CLIENTS + " clients: " + reads + " reads or " + writes + " writes a second");
                assertThat(Math.min(reads, writes)).isGreaterThan(5_000);
            }
        });
    }

    @Test
    void tenThousandWatches_needNoThreadEach() throws Exception {
        withMember((member, process) -> {
            long threads = threads(process);
            long started = System.nanoTime();
            try (Crowd watchers = new Crowd(member, WATCHES);
                    Crowd writer = new Crowd(member, 1)) {
                watchers.send(Crowd.get("/v2/keys/k?wait=true"));
                watchers.awaitOneAnswerEach();
                long open = System.nanoTime();
                long more = threads(process) - threads;
                writer.send(Crowd.put("/v2/keys/k", "value=x"));
                watchers.awaitOneAnswerEach();
                long told = System.nanoTime();
                print(WATCHES + " watches: open in " + (open - started) / 1_000_000 + " ms, one event to all in "
                        + (told - open) / 1_000_000 + " ms, " + more + " more threads of " + threads);
                assertThat(more).isLessThan(4); // The compiler's own come and go.
            }
        });
    }

    private interface Measurement {
        void of(URI member, Process process) throws IOException;
    }

    /** In a process of its own, so that both sides have file handles enough, and its threads can be counted. */
    private static void withMember(Measurement measurement) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "classes").toString(),
                        EmbeddedEtcdCommand.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            measurement.of(URI.create(output.readLine().substring("ready ".length())), process);
        } finally {
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static long threads(Process process) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            return tasks.count();
        }
    }

    private static void print(String figure) {
        System.out.println("embedded-etcd: " + figure);
    }
}
