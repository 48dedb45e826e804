package dev.pinwheel.etcd.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which watchers hear of what (section 9 of the protocol). */
final class WatchTest {
    private final Script script = new Script();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /a             |                         | set /a        | 1
            /a             |                         | create /a     | 1
            /a             | set /a                  | update /a     | 1
            /a             | set /a                  | swap /a       | 1
            /a             | set /a                  | cad /a        | 1
            /a             | set /a                  | rm /a         | 1
            /a             | brief /a                | wait          | 1
            /a             |                         | set /ab       | 0
            /a             |                         | set /a/b      | 0
            /a             | set /a                  | get /a        | 0
            /a             |                         | rm /a         | 0
            /a             | mkdir /a                | post /a       | 0
            /a recursive   |                         | set /a        | 1
            /a recursive   |                         | set /a/b/c    | 1
            /a recursive   |                         | post /a       | 1
            /a recursive   |                         | set /ab       | 0
            / recursive    |                         | set /a/b      | 1
            /              |                         | set /a        | 0
            """)
    void aWatcherHears_ofItsKey_andOfThoseBelowIfItWantsTo(String watch, String before, String line, int times) {
        script.runAll(before == null ? "" : before);
        script.watch(watch);

        assertThat(script.run(line)).hasSize(times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh /a", "setrefresh /a", "swaprefresh /a"})
    void aRefresh_isToldToNobody_liveOrFromHistory(String refresh) {
        script.runAll("set /a");
        script.watch("/a");

        assertThat(script.run(refresh)).isEmpty();
        assertThat(script.watch("/a 2")).isInstanceOf(Registration.Waiting.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            / recursive    | set /_h       | 0
            / recursive    | set /_h/x     | 0
            / recursive    | set /a/_h/x   | 0
            /a recursive   | set /a/_h     | 0
            /_h            | set /_h       | 1
            /_h recursive  | set /_h/x     | 1
            /_h recursive  | set /_h/_x    | 0
            /_h/x          | set /_h/x     | 1
            """)
    void hiddenNodes_areToldToThoseWhoWatchThemOrFromInside(String watch, String line, int times) {
        script.watch(watch);

        assertThat(script.run(line)).hasSize(times);
    }

    @Test
    void fromHistory_hiddenNodesAreToldToEveryone() {
        script.run("set /_h/x");

        assertThat(found("/ recursive 1")).isEqualTo("set /_h/x 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /d             | rm /d    | 1
            /d/f           | rm /d    | 1
            /d/f recursive | rm /d    | 1
            /d/s/g         | rm /d    | 1
            /d/_h          | rm /d    | 1
            /d/none        | rm /d    | 0
            /d/s/none      | rm /d    | 0
            /dx            | rm /d    | 0
            / recursive    | rm /d    | 1
            /              | rm /d    | 0
            /d/s           | rm /d/s  | 1
            /d             | rm /d/s  | 0
            /d recursive   | rm /d/s  | 1
            """)
    void theRemovalOfADirectory_isToldAtAllNodesInside(String watch, String line, int times) {
        script.runAll("set /d/f; set /d/s/g; set /d/_h; set /dx");
        script.watch(watch);

        assertThat(script.run(line)).hasSize(times);
    }

    @Test
    void theExpiryOfADirectory_isToldInside_asAnEventOfTheDirectory() {
        script.run("briefdir /d");
        Registration registration = script.watch("/d");
        script.sameTime("set /d/f");
        script.watch("/d/f");

        List<Delivery> deliveries = script.run("wait");

        assertThat(registration).isInstanceOf(Registration.Waiting.class);
        assertThat(deliveries)
                .extracting(delivery -> show(delivery.event()))
                .containsExactly("expire /d 3", "expire /d 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /foo/x         | delete /foo 2
            /foo/none      | delete /foo 2
            /foobar        | delete /foo 2
            /foobar/x      | delete /foo 2
            / recursive    | delete /foo 2
            """)
    void fromHistory_theRemovalOfADirectory_isToldByTheBeginningOfItsName(String watch, String event) {
        script.runAll("set /foo/x; rm /foo");

        assertThat(found(watch + " 2")).isEqualTo(event);
    }

    @Test
    void fromHistory_theRemovalOfAFile_isToldToItsWatchersOnly() {
        script.runAll("set /foo; rm /foo");

        assertThat(script.watch("/foobar 1")).isInstanceOf(Registration.Waiting.class);
        assertThat(found("/foo 2")).isEqualTo("delete /foo 2");
    }

    @Test
    void fromHistory_theFirstEventThatMatches_isFound() {
        script.runAll("set /a; set /b; set /a; set /c");

        assertThat(found("/a 1")).isEqualTo("set /a 1");
        assertThat(found("/a 2")).isEqualTo("set /a 3");
        assertThat(script.watch("/a 4")).isInstanceOf(Registration.Waiting.class);
        assertThat(script.watchers()).isEqualTo(1);
    }

    @Test
    void aWatchFromTheFuture_passesOverWhatComesBefore() {
        script.watch("/a 3");

        assertThat(script.run("set /a")).isEmpty();
        assertThat(script.run("set /a")).isEmpty();
        assertThat(script.run("set /a")).hasSize(1);
    }

    @Test
    void anIndexIsUnsigned() {
        script.watch("/a 18446744073709551615");

        assertThat(script.run("set /a")).isEmpty();
    }

    @Test
    void whoWaitsForOneEvent_isForgottenAfterIt_andAStreamIsNot() {
        script.watch("/a");
        script.watch("/a stream");

        assertThat(script.run("set /a")).hasSize(2);
        assertThat(script.run("set /a")).hasSize(1);
        assertThat(script.watchers()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /d/f stream           | rm /d/f  | 2
            /d/f stream           | cad /d/f | 2
            /d stream             | rm /d    | 2
            /d recursive stream   | rm /d    | 2
            /d/f stream           | rm /d    | 1
            / recursive stream    | rm /d    | 1
            /d recursive stream   | rm /d/f  | 1
            /d/f stream           | set /d/f | 1
            """)
    void aStreamAtTheTopOfARemoval_hearsOfItTwice(String watch, String line, int times) {
        script.runAll("set /d/f");
        script.watch(watch);

        assertThat(script.run(line)).hasSize(times);
    }

    @Test
    void whoLeaves_hearsNothing() {
        Registration.Waiting waiting = (Registration.Waiting) script.watch("/a");

        script.store().unwatch(waiting.watcher());

        assertThat(script.run("set /a")).isEmpty();
        assertThat(script.watchers()).isZero();
    }

    @Test
    void theHistoryKeeps1000Changes_alsoThoseThatNobodyIsTold() {
        script.run("set /a");
        script.store().countInternalChange();
        for (int i = 0; i < 998; i++) {
            script.run("refresh /a");
        }
        assertThat(found("/a 1")).isEqualTo("set /a 1");

        script.run("refresh /a");

        assertThat(script.watch("/a 1"))
                .isEqualTo(new Registration.Refused(new KeysError(
                        ErrorCode.HISTORY_CLEARED, new Bytes("the requested history has been cleared [2/1]"), 1001)));
        assertThat(script.watch("/a 2")).isInstanceOf(Registration.Waiting.class);
    }

    private String found(String watch) {
        return show(((Registration.Found) script.watch(watch)).event());
    }

    private static String show(Event event) {
        return event.action().wireName() + " " + event.node().key().path() + " " + event.index();
    }
}
