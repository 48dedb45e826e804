package dev.pinwheel.etcd.core.cluster;

import static dev.pinwheel.etcd.core.cluster.Concern.POLLING;
import static dev.pinwheel.etcd.core.cluster.Concern.READING;
import static dev.pinwheel.etcd.core.cluster.Concern.RETRIAL;
import static dev.pinwheel.etcd.core.cluster.Concern.WAITING;
import static dev.pinwheel.etcd.core.cluster.Question.HEALTH;
import static dev.pinwheel.etcd.core.cluster.Question.VERSION;
import static dev.pinwheel.etcd.core.cluster.Vigil.Finding.CLEARED;
import static dev.pinwheel.etcd.core.cluster.Vigil.Finding.GUILTY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.core.cluster.Vigil.Finding;
import dev.pinwheel.etcd.core.cluster.Vigil.Order;
import dev.pinwheel.etcd.core.cluster.Vigil.Order.Ask;
import dev.pinwheel.etcd.core.cluster.Vigil.Order.Rest;
import dev.pinwheel.etcd.core.cluster.Vigil.Order.Sleep;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of F13 as tables: times are milliseconds since the endpoint was first looked after. */
class VigilTest {
    private static final long START = Long.MAX_VALUE - 5_000_000_000L; // So that sums with the clock overflow.
    private static final ProbeSettings BOTH = settings(250, 2_000);
    private static final ProbeSettings STALL_ONLY = settings(250, 0);
    private static final ProbeSettings HEALTH_ONLY = settings(0, 2_000);

    @ParameterizedTest(name = "{1} after {2} ms: {3}")
    @MethodSource("firstOrders")
    void F13_whatIsAskedFirst(ProbeSettings settings, Set<Concern> concerns, long after, String expected) {
        assertThat(kind(Vigil.beginning(settings, at(0)).on(concerns, at(after)).order()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> firstOrders() {
        return Stream.of(
                Arguments.of(BOTH, Set.of(), 60_000, "rest"),
                Arguments.of(BOTH, Set.of(WAITING), 0, "ask VERSION"),
                Arguments.of(BOTH, Set.of(POLLING), 0, "ask VERSION"),
                Arguments.of(BOTH, Set.of(READING), 1_000, "rest"),
                Arguments.of(BOTH, Set.of(READING), 2_300, "ask HEALTH"),
                Arguments.of(BOTH, Set.of(RETRIAL), 60_000, "rest"),
                Arguments.of(STALL_ONLY, Set.of(READING), 60_000, "rest"),
                Arguments.of(STALL_ONLY, Set.of(POLLING), 60_000, "ask VERSION"),
                Arguments.of(HEALTH_ONLY, Set.of(POLLING), 0, "sleep"),
                Arguments.of(HEALTH_ONLY, Set.of(POLLING), 2_300, "ask HEALTH"));
    }

    @Test
    void F13_oneQuestionAtATime_howeverManyCallsWait() {
        Vigil asking = Vigil.beginning(BOTH, at(0)).on(Set.of(WAITING), at(0)).next();

        assertThat(asking.on(Set.of(WAITING, READING), at(9_000)).order()).isEqualTo(new Rest());
    }

    @Test
    void F13_silence_isAskedAgainAtOnce_andTheSecondTimeConvicts() {
        Vigil.Verdict first = asking(VERSION).heard(VERSION, Reply.SILENT, at(250));
        assertThat(first.finding()).isEqualTo(Finding.NOTHING);

        Vigil.Move again = first.next().settled().on(Set.of(), at(250));
        assertThat(again.order()).isEqualTo(new Ask(VERSION));
        assertThat(again.next().heard(VERSION, Reply.SILENT, at(500)).finding()).isEqualTo(GUILTY);
    }

    @Test
    void F13_silenceOfOneWhoAnswersOthers_isNoStrike() {
        Vigil once = asking(VERSION).heard(VERSION, Reply.LATE, at(250)).next();
        assertThat(once.strikes()).isZero();

        assertThat(once.heard(VERSION, Reply.LATE, at(500)).finding()).isEqualTo(Finding.NOTHING);
    }

    @Test
    void F13_healthThatIsLateTwiceInSuccession_convicts() {
        Vigil.Verdict first = asking(HEALTH).heard(HEALTH, Reply.LATE, at(2_500));
        assertThat(first.finding()).isEqualTo(Finding.NOTHING);
        assertThat(first.next().heard(HEALTH, Reply.LATE, at(4_500)).finding()).isEqualTo(GUILTY);

        Vigil wellBetween = first.next().heard(HEALTH, Reply.WELL, at(4_500)).next();
        assertThat(wellBetween.heard(HEALTH, Reply.LATE, at(6_500)).finding()).isEqualTo(Finding.NOTHING);
    }

    @Test
    void F13_anAnswerBetween_takesTheStrikeBack() {
        Vigil answered = asking(VERSION)
                .heard(VERSION, Reply.SILENT, at(250))
                .next()
                .heard(VERSION, Reply.WELL, at(260))
                .next();

        assertThat(answered.heard(VERSION, Reply.SILENT, at(2_000)).finding()).isEqualTo(Finding.NOTHING);
    }

    @Test
    void F13_anEndpointThatAnswers_isAskedAgainAfterASecond_whileCallsWait() {
        Vigil answered =
                asking(VERSION).heard(VERSION, Reply.WELL, at(10)).next().settled();

        Vigil.Move move = answered.on(Set.of(WAITING), at(10));
        assertThat(move.order()).isEqualTo(new Sleep(Duration.ofSeconds(1), 1));
        assertThat(move.next().on(Set.of(WAITING), at(20)).order())
                .as("it sleeps already")
                .isEqualTo(new Rest());
        assertThat(move.next().woken(1, Set.of(WAITING), at(1_010)).order()).isEqualTo(new Ask(VERSION));
        assertThat(move.next().woken(1, Set.of(), at(1_010)).order())
                .as("nobody waits any more")
                .isEqualTo(new Rest());
        assertThat(move.next().woken(0, Set.of(WAITING), at(1_010)).order())
                .as("a wait that has been overtaken")
                .isEqualTo(new Rest());
    }

    @Test
    void F13_aLongPoll_givesNoReasonToAskAtOnce() {
        Vigil.Move opened = Vigil.beginning(BOTH, at(0)).onOpened();

        assertThat(opened.order()).isEqualTo(new Sleep(Duration.ofSeconds(1), 0));
        assertThat(opened.next().onOpened().order()).isEqualTo(new Rest());
        assertThat(opened.next().on(Set.of(WAITING), at(300)).order())
                .as("a call that waits does")
                .isEqualTo(new Ask(VERSION));
    }

    @Test
    void F13_beingUnwellOnce_convicts_andAnAnswerThatSaysNothing_doesNot() {
        assertThat(asking(HEALTH).heard(HEALTH, Reply.BAD, at(2_500)).finding()).isEqualTo(GUILTY);
        assertThat(asking(HEALTH).heard(HEALTH, Reply.NOTHING, at(2_500)).finding())
                .isEqualTo(Finding.NOTHING);
        assertThat(asking(VERSION)
                        .heard(VERSION, Reply.NOTHING, at(2_500))
                        .next()
                        .strikes())
                .isZero();
    }

    @Test
    void F13_healthIsAskedOncePerInterval_whileReadsGoOn() {
        Vigil asked =
                Vigil.beginning(BOTH, at(0)).on(Set.of(READING), at(2_300)).next();

        assertThat(asked.isReadNews(at(4_000))).isFalse();
        assertThat(asked.isReadNews(at(4_600))).isTrue();
    }

    @Test
    void F13_aSuspect_isAskedTheQuestionThatConvictedIt_andItsAnswerClearsIt() {
        for (Question question : Question.values()) {
            Vigil suspect = asking(question)
                    .heard(question, Reply.SILENT, at(2_500))
                    .next()
                    .settled()
                    .charged(question);
            Vigil.Move again = suspect.on(Set.of(RETRIAL), at(10_000));

            assertThat(again.order()).isEqualTo(new Ask(question));
            assertThat(again.next().heard(question, Reply.WELL, at(10_001)).finding())
                    .isEqualTo(CLEARED);
            assertThat(again.next().heard(question, Reply.SILENT, at(10_001)).finding())
                    .as("one silence is enough for a suspect")
                    .isEqualTo(GUILTY);
        }
    }

    @Test
    void F13_aCutOffEndpoint_isNotClearedByItsVersion() {
        Vigil cutOff = asking(VERSION).charged(HEALTH);

        assertThat(cutOff.heard(VERSION, Reply.WELL, at(10)).finding()).isEqualTo(Finding.NOTHING);
    }

    @Test
    void F13_aSuspect_isAskedAtTheHealthInterval_notEachSecond() {
        Vigil suspect = asking(VERSION)
                .charged(VERSION)
                .heard(VERSION, Reply.SILENT, at(500))
                .next()
                .settled();

        assertThat(kind(suspect.on(Set.of(RETRIAL), at(2_000)).order())).isEqualTo("rest");
        assertThat(kind(suspect.on(Set.of(RETRIAL), at(2_800)).order())).isEqualTo("ask VERSION");
    }

    @Test
    void aChargeStays_untilItIsTakenBack() {
        Vigil suspect = Vigil.beginning(BOTH, at(0)).charged(HEALTH).charged(VERSION);

        assertThat(suspect.charge()).contains(HEALTH);
        assertThat(suspect.acquitted().charge()).isEmpty();
    }

    private static Vigil asking(Question question) {
        return question == VERSION
                ? Vigil.beginning(BOTH, at(0)).on(Set.of(WAITING), at(0)).next()
                : Vigil.beginning(BOTH, at(0)).on(Set.of(READING), at(2_300)).next();
    }

    private static long at(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }

    private static ProbeSettings settings(long stallProbeAfter, long healthInterval) {
        return new ProbeSettings(Duration.ofMillis(stallProbeAfter), Duration.ofMillis(healthInterval));
    }

    private static String kind(Order order) {
        if (order instanceof Ask ask) {
            return "ask " + ask.question();
        }
        return order instanceof Sleep ? "sleep" : "rest";
    }
}
