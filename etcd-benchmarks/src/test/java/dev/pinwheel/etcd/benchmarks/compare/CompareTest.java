package dev.pinwheel.etcd.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompareTest {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    @Test
    void contestants_takeTurns_withTheSameOptions_andTheirMediansAreRelatedToTheFirst() throws Exception {
        Medians medians = compare("3", "base=" + printing(100), "fast=" + printing(250), "--", "--op", "get");
        assertThat(lines.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("called")))
                .containsExactly(
                        "called base --op get",
                        "called fast --op get",
                        "called base --op get",
                        "called fast --op get",
                        "called base --op get",
                        "called fast --op get");
        assertThat(medians.measured()).containsExactly("get sync ×8");
        assertThat(medians.median("get sync ×8", "fast", "throughput")).isEqualTo(250);
        assertThat(medians.table())
                .contains("| get sync ×8 | base | 100 | 1.00 |", "| get sync ×8 | fast | 250 | 2.50 |");
    }

    @Test
    void theMedian_ofAnEvenNumber_isTheMiddleOfTwo() {
        Medians medians = new Medians();
        for (int i : new int[] {40, 10, 30, 20}) {
            medians.add(
                    "a",
                    Figures.parse("{\"op\":\"get\",\"mode\":\"sync\",\"concurrency\":1,\"p50\":" + i + "}")
                            .orElseThrow());
        }
        assertThat(medians.median("get sync ×1", "a", "p50")).isEqualTo(25);
        assertThat(medians.median("get sync ×1", "a", "p99")).isNaN();
    }

    @Test
    void aDriver_isRelatedToItsStackByHand_ifThatTakesPart() throws Exception {
        Medians medians = compare(
                "1",
                "go-v2=" + printing(100),
                "raw-okhttp=" + printing(200),
                "pinwheel-okhttp=" + printing(150),
                "pinwheel-jetty=" + printing(150),
                "--");
        assertThat(medians.table())
                .contains(
                        "| raw-okhttp | 200 | 1.00 |",
                        "| pinwheel-okhttp | 150 | 0.75 |",
                        "| pinwheel-jetty | 150 | 1.50 |");
    }

    @Test
    void theTable_hasTheFirstCall_andTheLastDeliveryOfAWatch() {
        Medians medians = new Medians();
        String line = "{\"op\":\"watch\",\"mode\":\"async\",\"first_op_ms\":7.2,\"watch_last_us_p50\":1500}";
        medians.add("a", Figures.parse(line).orElseThrow());
        assertThat(medians.table()).endsWith("| 7 | 1.5 |\n");
    }

    @Test
    void aDriverThatFails_endsTheComparison() {
        assertThatThrownBy(() -> compare("1", "broken=exit 3;", "--", "--op", "get"))
                .isInstanceOf(IOException.class)
                .hasMessage("broken has ended with 3");
    }

    @Test
    void aWrongCommandLine_isTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compare("5", "a=b"))
                .withMessageContaining("\"--\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compare("5", "a", "--"))
                .withMessageContaining("name=command");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compare("x", "a=b", "--"))
                .withMessageContaining("\"x\"");
    }

    private Medians compare(String... arguments) throws IOException, InterruptedException {
        return Compare.compare(new PrintStream(lines, true, StandardCharsets.UTF_8), List.of(arguments));
    }

    private static String printing(int throughput) {
        return "driver() { echo \"called $0 $*\"; echo '{\"op\":\"get\",\"mode\":\"sync\",\"concurrency\":8,\"throughput\":"
                + throughput + ",\"error_classes\":{}}'; }; driver";
    }
}
