package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pinwheel.etcd.ClusterException;
import dev.pinwheel.etcd.Credentials;
import dev.pinwheel.etcd.EndpointFailure;
import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.RawRequest;
import dev.pinwheel.etcd.RawResponse;
import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.EmbeddedMember;
import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.keys.ErrorCode;
import dev.pinwheel.etcd.keys.KeysException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error code of etcd's key space: who provokes it, and how the client shows it; the list is docs/errors.md. */
@Timeout(60)
class ErrorCodesTest {
    private static final Path LIST = Path.of("../docs/errors.md");
    private static final Set<ErrorCode> FAILURES_OF_THE_SERVER =
            EnumSet.of(ErrorCode.RAFT_INTERNAL, ErrorCode.DURING_LEADER_ELECTION, ErrorCode.CLIENT_INTERNAL);

    /** A request that a server of version 3.4 refuses with a code. */
    private record Provocation(ErrorCode code, int status, String method, String target, String form) {
        RawRequest request() {
            RawRequest request = RawRequest.of(method, "/v2/keys" + target);
            return form.isEmpty() ? request : request.withBody("application/x-www-form-urlencoded", form);
        }

        @Override
        public String toString() {
            return code + ": " + method + " " + target + " " + form;
        }
    }

    private static final List<Provocation> PROVOCATIONS = List.of(
            new Provocation(ErrorCode.KEY_NOT_FOUND, 404, "GET", "/none", ""),
            new Provocation(ErrorCode.COMPARE_FAILED, 412, "PUT", "/file", "value=x&prevValue=other"),
            new Provocation(ErrorCode.NOT_A_FILE, 403, "PUT", "/dir", "value=x"),
            new Provocation(ErrorCode.NOT_A_DIRECTORY, 400, "PUT", "/file/x", "value=x"),
            new Provocation(ErrorCode.NODE_EXISTS, 412, "PUT", "/file", "value=x&prevExist=false"),
            new Provocation(ErrorCode.ROOT_IS_READ_ONLY, 400, "PUT", "/", "value=x"),
            new Provocation(ErrorCode.DIRECTORY_NOT_EMPTY, 403, "DELETE", "/dir?dir=true", ""),
            new Provocation(ErrorCode.PREV_VALUE_REQUIRED, 400, "PUT", "/file", "value=x&prevValue="),
            new Provocation(ErrorCode.TTL_NOT_A_NUMBER, 400, "PUT", "/file", "value=x&ttl=soon"),
            new Provocation(ErrorCode.INDEX_NOT_A_NUMBER, 400, "PUT", "/file", "value=x&prevIndex=one"),
            new Provocation(ErrorCode.INVALID_FIELD, 400, "GET", "/file?recursive=maybe", ""),
            new Provocation(ErrorCode.INVALID_FORM, 400, "PUT", "/file", "value=%zz"),
            new Provocation(ErrorCode.REFRESH_VALUE, 400, "PUT", "/file", "value=x&ttl=5&refresh=true"),
            new Provocation(ErrorCode.REFRESH_TTL_REQUIRED, 400, "PUT", "/file", "refresh=true"),
            new Provocation(ErrorCode.EVENT_INDEX_CLEARED, 400, "GET", "/file?wait=true&waitIndex=1", ""));

    @ParameterizedTest
    @MethodSource("dev.pinwheel.etcd.examples.Cluster$Kind#all")
    void E4_aServer_sendsTheCode(Cluster.Kind kind) {
        try (Cluster cluster = kind.start(1);
                EtcdClient etcd = Stacks.client().endpoints(cluster.endpoints()).build()) {
            etcd.keys().set("/file", "x");
            etcd.keys().set("/dir/child", "x");
            IntStream.range(0, 1_001).forEach(i -> etcd.keys().set("/busy", "" + i));

            assertThat(PROVOCATIONS).allSatisfy(provocation -> {
                RawResponse answer = etcd.call(provocation.request());
                assertThat(answer.status()).isEqualTo(provocation.status());
                assertThat(answer.text())
                        .contains("\"errorCode\":" + provocation.code().number() + ",");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.pinwheel.etcd.examples.Cluster$Kind#all")
    void E4_aServer_sendsUnauthorized_toWhomNothingIsAllowed(Cluster.Kind kind) {
        try (Cluster cluster = kind.start(1);
                EtcdClient nobody =
                        Stacks.client().endpoints(cluster.endpoints()).build();
                EtcdClient root = Stacks.client()
                        .endpoints(cluster.endpoints())
                        .credentials(new Credentials("root", "pw"))
                        .build()) {
            nobody.auth().users().add("root", "pw");
            root.auth().enable();
            root.auth().roles().remove("guest");

            KeysException refused = catchThrowableOfType(
                    KeysException.class, () -> nobody.keys().get("/file"));

            assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
            assertThat(refused).hasMessageContaining("check the client's credentials");
        }
    }

    @Test
    void E4_aMemberWithoutAQuorum_sendsRaftInternal() {
        try (EmbeddedEtcd cluster = EmbeddedEtcd.builder()
                        .members(3)
                        .requestTimeout(Duration.ofMillis(200))
                        .start();
                EtcdClient etcd = Stacks.client()
                        .endpoints(cluster.members().get(0).uri().toString())
                        .build()) {
            cluster.members().subList(1, 3).forEach(EmbeddedMember::kill);

            ClusterException failed = catchThrowableOfType(
                    ClusterException.class, () -> etcd.keys().set("/file", "x"));

            assertThat(failed.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(codeOf(failed)).isEqualTo(ErrorCode.RAFT_INTERNAL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void E4_theClient_showsTheCode(ErrorCode code) {
        int number = code == ErrorCode.UNKNOWN ? 999 : code.number();
        boolean fails = FAILURES_OF_THE_SERVER.contains(code);
        try (EmbeddedEtcd cluster = EmbeddedEtcd.start(1);
                EtcdClient etcd = Stacks.client().endpoints(cluster.endpoints()).build()) {
            cluster.faults()
                    .next(1)
                    .inject(Fault.answer(
                            fails ? 500 : 400,
                            "{\"errorCode\":" + number
                                    + ",\"message\":\"Some words\",\"cause\":\"/foo\",\"index\":7}"));

            if (fails) {
                ClusterException failed = catchThrowableOfType(
                        ClusterException.class, () -> etcd.keys().set("/foo", "x"));
                assertThat(codeOf(failed)).isEqualTo(code);
                assertThat(failed).hasMessageContaining("Some words");
            } else {
                KeysException refused = catchThrowableOfType(
                        KeysException.class, () -> etcd.keys().set("/foo", "x"));
                assertThat(refused.code()).isEqualTo(code);
                assertThat(refused.number()).isEqualTo(number);
                assertThat(refused.index()).isEqualTo(7);
                assertThat(refused.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(refused).hasMessageContaining("Some words: /foo");
            }
        }
    }

    private static ErrorCode codeOf(ClusterException failed) {
        assertThat(failed.failures()).singleElement().isInstanceOf(EndpointFailure.ServerFailure.class);
        return ((EndpointFailure.ServerFailure) failed.failures().get(0)).code();
    }

    @Test
    void theList_hasEachCode_andItsTest() throws IOException {
        Pattern row = Pattern.compile("\\| (\\d+ \\| `\\w+`) \\|.*");
        List<String> rows;
        try (Stream<String> lines = Files.lines(LIST)) {
            rows = lines.filter(row.asMatchPredicate()).toList();
        }

        assertThat(rows)
                .extracting(line -> row.matcher(line).replaceFirst("$1"))
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .filter(code -> code != ErrorCode.UNKNOWN)
                        .map(code -> code.number() + " | `" + code + "`")
                        .toList());
        Set<ErrorCode> sent = EnumSet.of(ErrorCode.UNAUTHORIZED, ErrorCode.RAFT_INTERNAL);
        PROVOCATIONS.forEach(provocation -> sent.add(provocation.code()));
        assertThat(rows)
                .allSatisfy(line -> assertThat(line.contains("never sent by 3.4"))
                        .isEqualTo(sent.stream().noneMatch(code -> line.contains("`" + code + "`"))));
    }
}
