package dev.pinwheel.etcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.journal.Effect;
import dev.pinwheel.etcd.embedded.journal.Entry;
import dev.pinwheel.etcd.embedded.journal.Journal;
import dev.pinwheel.etcd.embedded.request.Requests;
import dev.pinwheel.etcd.embedded.server.Wiretap;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the journal tells, and what faults strike, when members have to agree first. */
@Timeout(60)
final class ReplicatedJournalTest {
    private static final Requests WRITES = Requests.method("PUT").withPath("/v2/keys/k");
    private static final Duration LONG = Duration.ofSeconds(40);

    private final Http http = new Http();
    private final EmbeddedEtcd etcd = EmbeddedEtcd.builder()
            .members(3)
            .requestTimeout(Duration.ofMillis(300))
            .electionTimeout(LONG)
            .start();
    private final EmbeddedMember leader = etcd.members().get(0);
    private final EmbeddedMember follower = etcd.members().get(1);
    private final EmbeddedMember third = etcd.members().get(2);
    private final Journal journal = etcd.journal();

    @AfterEach
    void close() {
        etcd.close();
    }

    @Test
    void aWriteWhoseAnswerIsLost_isAppliedOnceOverTheCluster() throws Exception {
        etcd.faults().next(1).on(follower).matching(WRITES).inject(Fault.resetAfterApplying());
        try (Wiretap client = new Wiretap(follower.uri())) {
            client.put("/v2/keys/k", "value=x");
            assertThat(client.rest()).isEqualTo("<reset>");
        }

        assertThat(journal.entries(WRITES))
                .singleElement()
                .extracting(entry -> entry.request().member(), Entry::effect, Entry::isAnswered, Entry::fault)
                .containsExactly("m2", Effect.APPLIED, false, Optional.of(Fault.resetAfterApplying()));
        long index = journal.applied(WRITES).get(0).appliedIndex().orElseThrow();
        for (EmbeddedMember member : etcd.members()) {
            HttpResponse<String> read = http.get(member.uri(), "/k");
            assertThat(read.body()).contains("\"modifiedIndex\":" + index + ",\"createdIndex\":" + index);
            assertThat(read.headers().firstValue("X-Etcd-Index")).hasValue(Long.toString(index));
        }
    }

    @Test
    void anIsolatedMembersWrite_isPending() throws Exception {
        follower.isolate();
        assertThat(http.put(follower.uri(), "/k", "value=x").statusCode()).isEqualTo(500);
        follower.heal();

        assertThat(journal.entries(WRITES))
                .extracting(Entry::effect, Entry::appliedIndex, Entry::status)
                .containsExactly(tuple(Effect.PENDING, OptionalLong.empty(), OptionalInt.of(500)));
        assertThat(http.get(third.uri(), "/k").statusCode()).isEqualTo(404);
    }

    @Test
    void aWriteThatTimesOut_andIsAppliedAllTheSame_saysSoInTheEnd() throws Exception {
        leader.isolate();
        assertThat(http.put(leader.uri(), "/k", "value=x").statusCode()).isEqualTo(500);
        assertThat(journal.entries(WRITES)).extracting(Entry::effect).containsExactly(Effect.PENDING);

        leader.heal();

        assertThat(journal.entries(WRITES))
                .extracting(Entry::effect, Entry::appliedIndex, Entry::status)
                .containsExactly(tuple(Effect.APPLIED, OptionalLong.of(8), OptionalInt.of(500)));
    }

    @Test
    void aFaultStrikesAnAnswerThatComesLate() throws Exception {
        etcd.faults().next(1).on(follower).inject(Fault.resetAfterApplying());
        follower.isolate();
        try (Wiretap client = new Wiretap(follower.uri())) {
            client.put("/v2/keys/k", "value=x"); // times out; whoever asked is not told so
            assertThat(client.rest()).isEqualTo("<reset>");
        }

        assertThat(journal.entries(WRITES))
                .extracting(Entry::effect, Entry::isAnswered)
                .containsExactly(tuple(Effect.PENDING, false));
    }

    @Test
    void aRestartedMember_notesWhatItReceives_beforeItCanAnswer() throws Exception {
        etcd.faults().next(1).on(follower).matching(WRITES).inject(Fault.resetAfterApplying());
        follower.isolate();
        follower.kill();
        follower.restart();
        try (Wiretap client = new Wiretap(follower.uri())) {
            client.put("/v2/keys/k", "value=x");
            await().untilAsserted(() -> assertThat(journal.entries(WRITES))
                    .extracting(Entry::effect, entry -> entry.fault().isPresent())
                    .containsExactly(tuple(Effect.PENDING, true)));

            follower.heal();

            assertThat(client.rest()).isEqualTo("<reset>");
        }
        assertThat(journal.applied(WRITES)).hasSize(1);
    }
}
