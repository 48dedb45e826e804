package dev.pinwheel.etcd.embedded.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.journal.Effect;
import dev.pinwheel.etcd.embedded.journal.Entry;
import dev.pinwheel.etcd.embedded.request.ReceivedRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the journal keeps, and what it learns late. */
final class RecordedJournalTest {

    @Test
    void theOldestAreDropped_andCounted() {
        RecordedJournal journal = new RecordedJournal(3, 1_000);
        receive(journal, 5, 1);

        assertThat(journal.entries()).extracting(Entry::number).containsExactly(3L, 4L, 5L);
        assertThat(journal.dropped()).isEqualTo(2);
        journal.clear();
        assertThat(journal.dropped()).isZero();
    }

    @Test
    void largeOnesPushOthersOut_butTheNewestStays() {
        RecordedJournal journal = new RecordedJournal(100, 1_000);
        receive(journal, 10, 100);
        receive(journal, 1, 150);
        assertThat(journal.entries()).extracting(Entry::number).startsWith(3L).hasSize(9);
        receive(journal, 1, 5_000);
        assertThat(journal.entries()).extracting(Entry::number).containsExactly(12L);
    }

    @Test
    void aChangeCounts_evenIfItIsMadeAfterTheAnswer() {
        RecordedJournal journal = new RecordedJournal();
        Receipt receipt = receive(journal, 1, 1);
        assertThat(journal.entries()).extracting(Entry::effect).containsExactly(Effect.PENDING);

        receipt.answered(500);
        receipt.applied(7);
        receipt.refused();
        receipt.changedNothing();

        assertThat(journal.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.effect()).isEqualTo(Effect.APPLIED);
            assertThat(entry.appliedIndex()).hasValue(7);
            assertThat(entry.status()).hasValue(500);
        });
    }

    @Test
    void manyThreads_loseNothing() throws Exception {
        RecordedJournal journal = new RecordedJournal();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> receive(journal, 1_000, 1));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        List<Long> numbers = LongStream.rangeClosed(1, 4_000).boxed().toList();
        assertThat(journal.entries()).extracting(Entry::number).containsExactlyElementsOf(numbers);
    }

    private static Receipt receive(RecordedJournal journal, int count, int weight) {
        Receipt last = Receipt.unrecorded();
        for (int i = 0; i < count; i++) {
            last = journal.received(() -> new ReceivedRequest("m1", "GET", "/", Map.of()), weight);
        }
        return last;
    }
}
