package dev.pinwheel.etcd.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a watch answers, piece by piece. */
final class EventStreamTest {
    private static final EventStream.Part NOTHING_YET = new EventStream.Part.NothingYet();
    private static final EventStream.Part END = new EventStream.Part.End();

    private final InProcess etcd = new InProcess();

    @Test
    void theHeadTellsTheIndexAtTheBeginning_notThatOfTheEvent() {
        etcd.keys("PUT /k value=1");

        EventStream stream = etcd.watch("/k", "waitIndex=4");
        etcd.keys("PUT /k value=2");

        assertThat(stream.status()).isEqualTo(200);
        assertThat(InProcess.header(stream, "X-Etcd-Index")).hasValue("4");
        assertThat(InProcess.header(stream, "X-Etcd-Cluster-Id")).hasValue("abc");
        assertThat(InProcess.header(stream, "X-Raft-Index")).hasValue("5");
        assertThat(InProcess.header(stream, "X-Raft-Term")).hasValue("2");
        assertThat(InProcess.header(stream, "Content-Type")).hasValue("application/json");
    }

    @Test
    void aWatchEndsAfterOneEvent() {
        EventStream stream = etcd.watch("/k", "");
        assertThat(stream.next()).isEqualTo(NOTHING_YET);

        etcd.keys("PUT /k value=1");
        etcd.keys("PUT /k value=2");

        assertThat(stream.next())
                .isEqualTo(
                        new EventStream.Part.Text(
                                "{\"action\":\"set\",\"node\":{\"key\":\"/k\",\"value\":\"1\",\"modifiedIndex\":4,\"createdIndex\":4}}\n"));
        assertThat(stream.next()).isEqualTo(END);
    }

    @Test
    void aStreamGoesOn() {
        EventStream stream = etcd.watch("/k", "stream=true");
        etcd.keys("PUT /k value=1");
        etcd.keys("PUT /k value=2");

        assertThat(stream.next()).asString().contains("\"value\":\"1\"");
        assertThat(stream.next()).asString().contains("\"value\":\"2\"");
        assertThat(stream.next()).isEqualTo(NOTHING_YET);
    }

    @Test
    void aStreamFromHistory_isSilentAfterItsFirstEvent() {
        etcd.keys("PUT /k value=1");
        EventStream stream = etcd.watch("/k", "stream=true&waitIndex=4");
        etcd.keys("PUT /k value=2");

        assertThat(stream.next()).asString().contains("\"value\":\"1\"");
        assertThat(stream.next()).isEqualTo(NOTHING_YET);
    }

    @Test
    void aClosedStream_hearsNothing() {
        EventStream stream = etcd.watch("/k", "stream=true");

        stream.close();
        etcd.keys("PUT /k value=1");

        assertThat(stream.next()).isEqualTo(NOTHING_YET);
    }
}
