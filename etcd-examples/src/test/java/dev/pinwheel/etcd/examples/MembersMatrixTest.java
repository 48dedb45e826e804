package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.members.Member;
import dev.pinwheel.etcd.members.MembersApi;
import dev.pinwheel.etcd.members.MembersException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call on members, on three members that are real and on three that are embedded. */
@ParameterizedClass
@MethodSource("dev.pinwheel.etcd.examples.Setup#ofThree")
@Timeout(120)
class MembersMatrixTest {
    private static final String UNUSED = "http://127.0.0.1:1";

    private final Setup.Running running;
    private final EtcdClient etcd;
    private final MembersApi members;

    MembersMatrixTest(Setup.Running running) {
        this.running = running;
        this.etcd = running.client().build();
        this.members = running.face().members(etcd);
        // etcd refuses every change until its members have been connected for 5 s.
        String taken = members.list().get(0).peerUrls().get(0).toString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> catchThrowable(() -> members.add(taken)) instanceof MembersException);
    }

    @AfterEach
    void close() {
        etcd.close();
    }

    @Test
    void list_isTheCluster() {
        List<Member> list = members.list();

        assertThat(list).hasSize(3).allMatch(Member::hasStarted);
        assertThat(list)
                .flatExtracting(Member::clientUrls)
                .extracting(URI::toString)
                .containsExactlyInAnyOrder(running.endpoints());
        assertThat(list).extracting(Member::id).isSortedAccordingTo(MembersMatrixTest::byNumber);
        assertThat(list).extracting(Member::peerUrls).allMatch(urls -> !urls.isEmpty());
    }

    private static int byNumber(String one, String other) {
        return Long.compareUnsigned(Long.parseUnsignedLong(one, 16), Long.parseUnsignedLong(other, 16));
    }

    @Test
    void leader_isOneOfTheMembers() {
        assertThat(members.list()).contains(members.leader());
    }

    @Test
    void aMember_isAdded_updated_andRemoved() {
        Member added = members.add(UNUSED);
        assertThat(added.name()).isEmpty();
        assertThat(added.hasStarted()).isFalse();
        assertThat(added.peerUrls()).containsExactly(URI.create(UNUSED));
        assertThat(members.list()).hasSize(4).contains(added);

        members.update(added.id(), "http://127.0.0.1:2", "http://127.0.0.1:3");
        assertThat(members.list())
                .filteredOn(member -> member.id().equals(added.id()))
                .singleElement()
                .satisfies(member -> assertThat(member.peerUrls())
                        .containsExactly(URI.create("http://127.0.0.1:2"), URI.create("http://127.0.0.1:3")));

        members.remove(added.id());
        assertThat(members.list()).hasSize(3).doesNotContain(added);
        assertThat(refusal(() -> members.remove(added.id())).isMemberRemoved()).isTrue();
        ClusterException gone = catchThrowableOfType(ClusterException.class, () -> members.update(added.id(), UNUSED));
        assertThat(gone.outcome()).as("etcd answers 500 here").isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void refusals_areTold() {
        String taken = members.list().get(0).peerUrls().get(0).toString();

        assertThat(refusal(() -> members.add(taken)).isPeerUrlTaken()).isTrue();
        assertThat(refusal(() -> members.update(members.list().get(1).id(), taken))
                        .isPeerUrlTaken())
                .isTrue();
        assertThat(refusal(() -> members.remove("abc")).isMemberNotFound()).isTrue();
        assertThat(refusal(() -> members.update("ABC", UNUSED)).reason()).isEqualTo("No such member: abc");
        assertThat(refusal(() -> members.add("ftp://127.0.0.1:1")))
                .hasMessageContaining("URL scheme must be http, https, unix, or unixs: ftp://127.0.0.1:1");
        assertThat(refusal(() -> members.add("http://127.0.0.1:1/path")).status())
                .isEqualTo(400);
    }

    @Test
    void aMembersOwnPeerUrl_isNoConflict() {
        Member one = members.list().get(0);

        members.update(one.id(), one.peerUrls().get(0).toString());

        assertThat(members.list()).contains(one);
    }

    private static MembersException refusal(ThrowingCallable call) {
        return catchThrowableOfType(MembersException.class, call);
    }
}
