package dev.pinwheel.etcd.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.benchmarks.load.Mode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void everyOption_isRead_andListsKeepTheirOrder() {
        CommandLine line =
                parse("--endpoints http://a:1/,http://b:2 --op dir,get,set --concurrency 64,8,1 --seconds 2.5"
                        + " --warmup 1 --keys 7 --value-size 16 --mode async --variant raw-jetty --timeout-ms 1500");
        assertThat(line)
                .isEqualTo(new CommandLine(
                        List.of("http://a:1", "http://b:2"),
                        List.of(Op.DIR, Op.GET, Op.SET),
                        List.of(64, 8, 1),
                        Duration.ofMillis(2500),
                        Duration.ofSeconds(1),
                        7,
                        16,
                        Mode.ASYNC,
                        Variant.RAW_JETTY,
                        Duration.ofMillis(1500),
                        false,
                        Duration.ofMillis(5)));
    }

    @Test
    void theFaultLog_knowsPostAndWatch_andItsPeriod() {
        CommandLine line =
                parse("--endpoints http://a:1 --fault-log --op get,set,post,watch --concurrency 2 --period-ms 20");
        assertThat(line.ops()).containsExactly(Op.GET, Op.SET, Op.POST, Op.WATCH);
        assertThat(line.faultLog()).isTrue();
        assertThat(line.period()).isEqualTo(Duration.ofMillis(20));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --op get                                               | option --endpoints is missing
                    --endpoints http://a:1                                 | option --op is missing
                    --endpoints http://a:1 --op                            | option --op has no value
                    --endpoints a:1 --op get                               | "a:1" is not a URL
                    --endpoints http://a:1 --op get --colour red           | unknown option --colour
                    --endpoints http://a:1 --op put                        | no op is called "put"; there are get, set
                    --endpoints http://a:1 --op get,                       | no op is called ""
                    --endpoints http://a:1 --op get --mode lazy            | no mode is called "lazy"; there are sync, async
                    --endpoints http://a:1 --op get --variant netty        | no variant is called "netty"
                    --endpoints http://a:1 --op get --concurrency 8,0      | 0 is less than 1
                    --endpoints http://a:1 --op get --concurrency many     | "many" is not a whole number
                    --endpoints http://a:1 --op get --seconds 0            | option --seconds is 0
                    --endpoints http://a:1 --op get --seconds -1           | -1 is not a time
                    --endpoints http://a:1 --op get --warmup NaN           | NaN is not a time
                    --endpoints http://a:1 --op get --timeout-ms -5        | -5 is less than 0
                    --endpoints http://a:1 --op get,watch                  | op watch stands alone
                    --endpoints http://a:1 --op watch --concurrency 1,2    | op watch takes one concurrency
                    --endpoints http://a:1 --op post                       | op post needs --fault-log
                    --endpoints http://a:1 --op dir --fault-log            | --fault-log knows get, set, post and watch
                    --endpoints http://a:1 --op get --fault-log --concurrency 1,2 | --fault-log takes one concurrency
                    """)
    void aWrongCommandLine_isToldInASentence_onStandardErrorOnly_with2(String arguments, String sentence) {
        Run run = Run.of(arguments.split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(sentence).contains("usage: bin/bench --endpoints");
    }

    @Test
    @EnabledOnJre(JRE.JAVA_17)
    void virtualThreads_beforeTheyExist_areAWrongCommandLine() {
        Run run = Run.of("--endpoints http://a:1 --op get --mode virtual".split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("mode virtual needs Java 21 or later; this is 17");
    }

    @Test
    void aClusterThatIsNotThere_isToldOnStandardError_with1() {
        Run run = Run.of("--endpoints http://127.0.0.1:1 --op get".split(" "));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("none of [http://127.0.0.1:1] answers");
    }

    private static CommandLine parse(String arguments) {
        return CommandLine.parse(arguments.split(" "));
    }
}
