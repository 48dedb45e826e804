package dev.pinwheel.etcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be done to a member, as seen from outside. */
final class EmbeddedMemberTest {
    private static final int A_WHILE_MILLIS = 100;

    private final Http http = new Http();
    private final EmbeddedEtcd etcd = EmbeddedEtcd.start(3);
    private final EmbeddedMember member = etcd.members().get(1);
    private final EmbeddedMember other = etcd.members().get(0);

    @BeforeEach
    void writeSomething() throws Exception {
        http.put(member.uri(), "/k", "value=x");
    }

    @AfterEach
    void closeCluster() {
        etcd.close();
    }

    @Test
    void aKilledMember_refusesConnections_andTheOthersGoOn() throws Exception {
        member.kill();

        assertThatThrownBy(() -> new RawConnection(member.uri())).isInstanceOf(ConnectException.class);
        assertThat(http.get(other.uri(), "/k").statusCode()).isEqualTo(200);
    }

    @Test
    void kill_cutsIdleConnections() throws Exception {
        try (RawConnection connection = new RawConnection(member.uri())) {
            connection.get("/v2/keys");
            connection.readStatus();

            member.kill();

            assertThat(connection.isCut()).isTrue();
        }
    }

    @Test
    void kill_cutsConnectionsInTheMiddleOfARequest() throws Exception {
        try (RawConnection connection = new RawConnection(member.uri())) {
            connection.putHead("/v2/keys/half", 7);
            connection.send("value");

            member.kill();

            assertThat(connection.isCut()).isTrue();
        }
    }

    @Test
    void kill_alsoCutsConnectionsThatAreJustBeingAccepted() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (RawConnection one = new RawConnection(member.uri());
                    RawConnection another = new RawConnection(member.uri())) {
                member.kill();

                assertThat(one.isCut()).isTrue();
                assertThat(another.isCut()).isTrue();
            }
            member.restart();
        }
    }

    @Test
    void aKilledMembersThreads_end() throws Exception {
        http.get(member.uri(), "/k");

        member.kill();

        assertThat(Threads.ofClusters()).noneMatch(thread -> thread.getName().startsWith("embedded-etcd-m2-"));
    }

    @Test
    void aRestartedMember_hasItsPortAndItsData_andTheStartTookAnIndex() throws Exception {
        URI before = member.uri();
        member.kill();
        http.put(other.uri(), "/meanwhile", "value=y");

        member.restart();

        assertThat(member.uri()).isEqualTo(before);
        assertThat(http.get(member.uri(), "/k").body()).contains("\"value\":\"x\"");
        HttpResponse<String> answer = http.get(member.uri(), "/meanwhile");
        assertThat(answer.body()).contains("\"value\":\"y\",\"modifiedIndex\":9");
        assertThat(answer.headers().firstValue("X-Etcd-Index")).hasValue("10");
    }

    @Test
    void aMember_canBeKilledAndRestartedManyTimes() throws Exception {
        for (int i = 0; i < 10; i++) {
            http.get(member.uri(), "/k");
            member.kill();
            member.restart();
        }

        assertThat(http.get(member.uri(), "/k").statusCode()).isEqualTo(200);
    }

    @Test
    void aPausedMember_acceptsConnections_answersNothing_andHangsUpOnNobody() throws Exception {
        try (RawConnection before = new RawConnection(member.uri())) {
            before.get("/v2/keys");
            before.readStatus();
            member.pause();
            before.get("/v2/keys");
            try (RawConnection after = new RawConnection(member.uri())) {
                after.get("/v2/keys");

                assertThat(after.isSilentFor(A_WHILE_MILLIS)).isTrue();
                assertThat(before.isSilentFor(1)).isTrue();
            }
        }
    }

    @Test
    void whatWaitedDuringAPause_isAnsweredAtItsEnd() throws Exception {
        member.pause();
        CompletableFuture<HttpResponse<String>> write = http.putLater(member.uri(), "/late", "value=y");
        assertThat(http.get(other.uri(), "/late").statusCode()).isEqualTo(404);

        member.resume();

        assertThat(write.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
    }

    @Test
    void aRequestThatAPauseInterrupts_waits() throws Exception {
        try (RawConnection connection = new RawConnection(member.uri())) {
            connection.putHeadExpectingContinue("/v2/keys/half", 7);
            assertThat(connection.readStatus()).isEqualTo(100);
            member.pause();
            connection.send("value=z");
            assertThat(connection.isSilentFor(A_WHILE_MILLIS)).isTrue();
            assertThat(http.get(other.uri(), "/half").statusCode()).isEqualTo(404);

            member.resume();

            assertThat(connection.readStatus()).isEqualTo(201);
        }
    }

    @Test
    void aWriteWhoseClientGaveUpDuringAPause_isAppliedAtItsEnd() throws Exception {
        member.pause();
        try (RawConnection connection = new RawConnection(member.uri())) {
            connection.put("/v2/keys/orphan", "value=z");
        }
        assertThat(http.get(other.uri(), "/orphan").statusCode()).isEqualTo(404);

        member.resume();

        await().untilAsserted(() ->
                assertThat(http.get(other.uri(), "/orphan").statusCode()).isEqualTo(200));
    }

    @Test
    void requestsThatWait_takeNoThreads() throws Exception {
        int before = Threads.ofClusters().size();
        member.pause();
        List<RawConnection> waiting = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            RawConnection connection = new RawConnection(member.uri());
            connection.put("/v2/keys/w" + i, "value=z");
            waiting.add(connection);
        }
        assertThat(waiting.get(199).isSilentFor(A_WHILE_MILLIS)).isTrue();
        assertThat(Threads.ofClusters()).hasSizeLessThanOrEqualTo(before);

        member.resume();

        for (RawConnection connection : waiting) {
            assertThat(connection.readStatus()).isEqualTo(201);
            connection.close();
        }
    }

    @Test
    void requestsThatWaitAtAKilledMember_areLost() throws Exception {
        member.pause();
        try (RawConnection connection = new RawConnection(member.uri())) {
            connection.put("/v2/keys/lost", "value=z");

            member.kill();
            member.restart();

            assertThat(connection.isCut()).isTrue();
        }
        assertThat(http.get(member.uri(), "/lost").statusCode()).isEqualTo(404);
    }

    @Test
    void callsThatChangeNothing_doNothing() throws Exception {
        member.restart();
        member.resume();
        member.pause();
        member.pause();
        member.resume();
        member.resume();
        assertThat(http.get(member.uri(), "/k").headers().firstValue("X-Etcd-Index"))
                .hasValue("8");

        member.kill();
        member.kill();
        member.restart();
        member.restart();

        assertThat(http.get(member.uri(), "/k").headers().firstValue("X-Etcd-Index"))
                .hasValue("9");
    }

    @Test
    void aPausedMember_cannotBeRestarted() {
        member.pause();

        assertThatIllegalStateException()
                .isThrownBy(member::restart)
                .withMessage("cannot restart member m2: it is paused; call resume() to let it go on, or kill() first");
    }

    @Test
    void aKilledMember_canNeitherBePausedNorResumed() {
        member.kill();

        assertThatIllegalStateException()
                .isThrownBy(member::pause)
                .withMessage("cannot pause member m2: it is killed; call restart() first");
        assertThatIllegalStateException()
                .isThrownBy(member::resume)
                .withMessage("cannot resume member m2: it is killed; call restart() first");
    }

    @Test
    void aClosedMember_canOnlyBeKilled() {
        etcd.close();
        member.kill();

        assertThatIllegalStateException()
                .isThrownBy(member::restart)
                .withMessage("cannot restart member m2: it is closed; start another cluster");
        assertThatIllegalStateException().isThrownBy(member::pause);
        assertThatIllegalStateException().isThrownBy(member::resume);
    }

    @Test
    void aMemberShowsItsStateInLogs() {
        member.pause();

        assertThat(member).hasToString("m2 at " + member.uri() + " (paused)");
    }
}
