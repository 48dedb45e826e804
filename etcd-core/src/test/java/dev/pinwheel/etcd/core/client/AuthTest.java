package dev.pinwheel.etcd.core.client;

import static dev.pinwheel.etcd.core.client.ScriptedClients.clientOf;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.etcd;
import static dev.pinwheel.etcd.core.client.ScriptedTransport.silence;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.InvalidResponseException;
import dev.pinwheel.etcd.Outcome;
import dev.pinwheel.etcd.auth.AuthException;
import dev.pinwheel.etcd.auth.PermissionType;
import dev.pinwheel.etcd.auth.Permissions;
import dev.pinwheel.etcd.auth.Role;
import dev.pinwheel.etcd.auth.User;
import dev.pinwheel.etcd.core.client.ScriptedTransport.Reaction;
import dev.pinwheel.etcd.spi.HttpRequest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users and roles as etcd 3.4.23 answered when the reference was recorded. */
class AuthTest {
    private static final String R1 =
            "{\"role\":\"r1\",\"permissions\":{\"kv\":{\"read\":[\"/r1/*\"],\"write\":[\"/w\"]}}}";
    private static final String R2 = "{\"role\":\"r2\",\"permissions\":{\"kv\":{\"read\":null,\"write\":null}}}";
    private static final Reaction NO_ALICE = refused(404, "auth: User alice does not exist.");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final EtcdClient client = clientOf(transport, "a").build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void theSwitch() {
        transport.on("a", etcd(200, "{\"enabled\":true}\n"), etcd(200, ""));

        assertThat(client.auth().isEnabled()).isTrue();
        client.auth().enable();
        client.auth().disable();

        assertThat(requests())
                .containsExactly("GET /v2/auth/enable ", "PUT /v2/auth/enable ", "DELETE /v2/auth/enable ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user\":\"alice\",\"roles\":[\"r1\",\"r2\"]} | r1 r2",
                "{\"user\":\"alice\",\"roles\":null} | ''",
                "{\"user\":\"alice\",\"roles\":[]} | ''",
                "{\"user\":\"alice\"} | ''",
            })
    void aUser_isRead_inTheFormOfWrites(String body, String roles) {
        transport.on("a", etcd(200, body));

        assertThat(client.auth().users().grant("alice", "r1")).isEqualTo(new User("alice", names(roles)));
    }

    @Test
    void aUser_isRead_inTheFormOfReads() {
        transport.on("a", etcd(200, "{\"user\":\"alice\",\"roles\":[" + R1 + "," + R2 + "]}"));

        assertThat(client.auth().users().get("alice")).isEqualTo(new User("alice", List.of("r1", "r2")));
    }

    @Test
    void users_areListed_alsoWhenThereAreNone() {
        transport.on(
                "a",
                etcd(200, "{\"users\":null}"),
                etcd(200, "{\"users\":[{\"user\":\"alice\"},{\"user\":\"bob\",\"roles\":[" + R1 + "]}]}"));

        assertThat(client.auth().users().list()).isEmpty();
        assertThat(client.auth().users().list())
                .containsExactly(new User("alice", List.of()), new User("bob", List.of("r1")));
    }

    @Test
    void add_withoutRoles_looksFirst() {
        transport.on("a", NO_ALICE, etcd(201, "{\"user\":\"alice\",\"roles\":null}"));

        assertThat(client.auth().users().add("alice", "pw")).isEqualTo(new User("alice", List.of()));

        assertThat(requests())
                .containsExactly(
                        "GET /v2/auth/users/alice ",
                        "PUT /v2/auth/users/alice {\"user\":\"alice\",\"password\":\"pw\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void add_leavesAUserThatIsThere_asItIs(boolean hasRoleThatIsMissing) {
        transport.on(
                "a",
                hasRoleThatIsMissing
                        ? refused(404, "auth: Role r1 does not exist.")
                        : etcd(200, "{\"user\":\"alice\"}"));

        AuthException there = refusal(() -> client.auth().users().add("alice", "pw"));
        AuthException later = later(() -> client.async().auth().users().add("alice", "pw"));

        assertThat(List.of(there, later)).allSatisfy(exception -> {
            assertThat(exception.isUserExists()).isTrue();
            assertThat(exception)
                    .hasMessage("PUT /v2/auth/users/alice was refused: auth: User alice already exists. (status 409,"
                            + " from http://a:2379)");
        });
        assertThat(requests()).containsOnly("GET /v2/auth/users/alice ");
    }

    @Test
    void add_withRoles_isOneCall_whichEtcdAnswersWith200() {
        transport.on("a", etcd(200, "{\"user\":\"bob\",\"roles\":[\"r1\",\"r2\"]}"));

        assertThat(client.auth().users().add("bob", "pw", "r1", "r2").roles()).containsExactly("r1", "r2");

        assertThat(requests())
                .containsExactly(
                        "PUT /v2/auth/users/bob" + " {\"user\":\"bob\",\"password\":\"pw\",\"roles\":[\"r1\",\"r2\"]}");
    }

    @Test
    void changePassword_addsNoUser() {
        transport.on("a", NO_ALICE);

        assertThat(refusal(() -> client.auth().users().changePassword("alice", "pw"))
                        .isUserNotFound())
                .isTrue();
        assertThat(later(() -> client.async().auth().users().changePassword("alice", "pw"))
                        .isUserNotFound())
                .isTrue();

        assertThat(requests()).containsOnly("GET /v2/auth/users/alice ");
    }

    @Test
    void changePassword_worksAlsoWhenARoleOfTheUserIsMissing() {
        transport.on(
                "a",
                refused(404, "auth: Role r1 does not exist."),
                etcd(200, "{\"user\":\"alice\",\"roles\":[\"r1\"]}"));

        assertThat(client.auth().users().changePassword("alice", "new").roles()).containsExactly("r1");
        assertThat(requests()).last().asString().endsWith("{\"user\":\"alice\",\"password\":\"new\"}");
    }

    @Test
    void aRefusalOfTheLook_endsBothCalls() {
        transport.on("a", refused(401, "Insufficient credentials"));

        assertThat(refusal(() -> client.auth().users().add("alice", "pw")).isUnauthorized())
                .isTrue();
        assertThat(refusal(() -> client.auth().users().changePassword("alice", "pw"))
                        .isUnauthorized())
                .isTrue();
        transport.on("a", refused(404, "Not found"));
        assertThat(refusal(() -> client.auth().users().add("alice", "pw")).isUserNotFound())
                .isFalse();
    }

    @Test
    void TC6_cancelling_abortsWhicheverStepRuns() {
        transport.on("a", NO_ALICE, silence());
        CompletableFuture<User> added = client.async().auth().users().add("alice", "pw");
        await().untilAsserted(() -> assertThat(transport.hosts()).hasSize(2));

        added.cancel(true);

        await().untilAsserted(() -> assertThat(transport.aborted()).isOne());
    }

    @Test
    void grantRevokeRemove_ofUsers() {
        transport.on("a", etcd(200, "{\"user\":\"alice\",\"roles\":[\"r1\"]}"));

        client.auth().users().grant("alice", "r1", "r2");
        client.auth().users().revoke("alice", "r2");
        transport.on("a", etcd(200, ""));
        client.auth().users().remove("alice");

        assertThat(requests())
                .containsExactly(
                        "PUT /v2/auth/users/alice {\"user\":\"alice\",\"grant\":[\"r1\",\"r2\"]}",
                        "PUT /v2/auth/users/alice {\"user\":\"alice\",\"revoke\":[\"r2\"]}",
                        "DELETE /v2/auth/users/alice ");
    }

    @Test
    void roles_areRead_withTheirPermissions() {
        transport.on("a", etcd(200, R1), etcd(200, R2), etcd(200, "{\"roles\":[" + R1 + "," + R2 + "]}"));

        Role one = client.auth().roles().get("r1");
        assertThat(one).isEqualTo(new Role("r1", new Permissions(List.of("/r1/*"), List.of("/w"))));
        Role none = client.auth().roles().get("r2");
        assertThat(none.permissions()).isEqualTo(Permissions.none());
        assertThat(client.auth().roles().list()).containsExactly(one, none);
    }

    @Test
    void roles_areChanged_forReadingWritingAndBoth() {
        transport.on("a", etcd(201, R2));

        client.auth().roles().add("r2");
        client.auth().roles().add("r2", new Permissions(List.of("/a"), List.of("/b", "/c*")));
        client.auth().roles().grant("r2", PermissionType.READ, "/r");
        client.auth().roles().grant("r2", PermissionType.WRITE, "/w");
        client.auth().roles().grant("r2", PermissionType.READ_WRITE, "/x", "/y");
        client.auth().roles().revoke("r2", PermissionType.READ_WRITE, "/x");
        transport.on("a", etcd(200, ""));
        client.auth().roles().remove("r2");

        assertThat(requests())
                .containsExactly(
                        put("permissions", "[]", "[]"),
                        put("permissions", "[\"/a\"]", "[\"/b\",\"/c*\"]"),
                        put("grant", "[\"/r\"]", "[]"),
                        put("grant", "[]", "[\"/w\"]"),
                        put("grant", "[\"/x\",\"/y\"]", "[\"/x\",\"/y\"]"),
                        put("revoke", "[\"/x\"]", "[\"/x\"]"),
                        "DELETE /v2/auth/roles/r2 ");
    }

    private static String put(String field, String read, String write) {
        return "PUT /v2/auth/roles/r2 {\"role\":\"r2\",\"" + field + "\":{\"kv\":{\"read\":" + read + ",\"write\":"
                + write + "}}}";
    }

    static Stream<Arguments> wordings() {
        return Stream.of(
                Arguments.of(404, "auth: User alice does not exist.", List.of("userNotFound")),
                Arguments.of(404, "auth: User alice does not exist", List.of("userNotFound")),
                Arguments.of(404, "auth: User a\nb does not exist.", List.of("userNotFound")),
                Arguments.of(404, "auth: Role r1 does not exist.", List.of("roleNotFound")),
                Arguments.of(404, "auth: Role r1 doesn't exist.", List.of("roleNotFound")),
                Arguments.of(409, "auth: User alice already exists.", List.of("userExists")),
                Arguments.of(409, "auth: Role r1 already exists.", List.of("roleExists")),
                Arguments.of(409, "auth: already enabled", List.of("alreadyEnabled")),
                Arguments.of(409, "auth: already disabled", List.of("alreadyDisabled")),
                Arguments.of(409, "auth: No root user available, please create one", List.of("rootUserMissing")),
                Arguments.of(401, "Insufficient credentials", List.of("unauthorized")),
                Arguments.of(409, "auth: Granting duplicate role x does not exist. for user alice", List.<String>of()),
                Arguments.of(403, "auth: Cannot modify role root: is root role.", List.<String>of()));
    }

    @ParameterizedTest
    @MethodSource("wordings")
    void E4_aRefusal_isKnown_inEveryWordingOfEtcds(int status, String message, List<String> tests) {
        transport.on("a", refused(status, message.replace("\n", "\\n")));

        AuthException refused = refusal(() -> client.auth().users().get("alice"));

        assertThat(refused.reason()).isEqualTo(message);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(Stream.of(
                                refused.isUserNotFound() ? "userNotFound" : "",
                                refused.isRoleNotFound() ? "roleNotFound" : "",
                                refused.isUserExists() ? "userExists" : "",
                                refused.isRoleExists() ? "roleExists" : "",
                                refused.isAlreadyEnabled() ? "alreadyEnabled" : "",
                                refused.isAlreadyDisabled() ? "alreadyDisabled" : "",
                                refused.isRootUserMissing() ? "rootUserMissing" : "",
                                refused.isUnauthorized() ? "unauthorized" : "")
                        .filter(test -> !test.isEmpty()))
                .isEqualTo(tests);
    }

    @Test
    void aMessageThatMisleads_isExplained() {
        transport.on("a", refused(409, "auth: No root user available, please create one"));

        assertThatThrownBy(() -> client.auth().enable()).hasMessageContaining("the member has lost its quorum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/b", ".", ".."})
    void E6_aNameThatEtcdCannotCarry_isRefused(String name) {
        assertIllegal("the name of the user", () -> client.auth().users().get(name));
        assertIllegal("the name of the user", () -> client.auth().users().add(name, "pw"));
        assertIllegal(
                "the name of the user", () -> client.async().auth().users().remove(name));
        assertIllegal("the name of the role", () -> client.auth().roles().add(name));
        assertIllegal(
                "the name of the role", () -> client.async().auth().roles().get(name));
        assertThat(transport.sent()).isEmpty();
    }

    @Test
    void E6_anyOtherName_isEncoded() {
        transport.on("a", etcd(200, "{\"user\":\"x\"}"));

        client.auth().users().get("a b+c%d?é#\"..");

        assertThat(transport.sent().get(0).uri().getRawPath())
                .isEqualTo("/v2/auth/users/a%20b%2Bc%25d%3F%C3%A9%23%22..");
    }

    @Test
    void E6_passwordsPatternsAndLists_areChecked_andNoPasswordIsShown() {
        assertIllegal("password is empty", () -> client.auth().users().add("alice", ""));
        assertIllegal("password has 73 bytes", () -> client.auth().users().changePassword("alice", "s".repeat(73)));
        assertIllegal("password has 74 bytes", () -> client.auth().users().add("alice", "é".repeat(37)));
        assertThatThrownBy(() -> client.auth().users().add("alice", "hidden\ud83d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password has an unpaired surrogate")
                .hasMessageNotContaining("hidden");
        assertIllegal("no roles", () -> client.auth().users().grant("alice"));
        assertIllegal("no roles", () -> client.auth().users().revoke("alice"));
        assertIllegal("name of a role is empty", () -> client.auth().users().grant("alice", "r1", ""));
        assertIllegal("pattern is empty", () -> client.auth().roles().grant("r", PermissionType.READ, ""));
        assertIllegal(
                "pattern is empty", () -> client.auth().roles().add("r", Permissions.of(PermissionType.WRITE, "")));
        assertIllegal("no patterns", () -> client.auth().roles().grant("r", PermissionType.READ_WRITE));
        assertIllegal("no patterns", () -> client.async().auth().roles().revoke("r", Permissions.none()));
        assertThat(transport.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"user\":1}",
                "{\"user\":\"a\",\"roles\":{}}",
                "{\"user\":\"a\",\"roles\":[1]}",
                "{\"user\":\"a\",\"roles\":[{}]}"
            })
    void E7_aUserThatEtcdWouldNotSend_isRefused(String body) {
        transport.on("a", etcd(200, body));

        assertThatThrownBy(() -> client.auth().users().get("alice")).isInstanceOf(InvalidResponseException.class);
    }

    private List<String> requests() {
        return transport.sent().stream()
                .map(request -> request.method() + " " + request.uri().getPath() + " " + body(request))
                .toList();
    }

    private static String body(HttpRequest request) {
        return request.body() == null ? "" : new String(Objects.requireNonNull(request.body()), UTF_8);
    }

    private static List<String> names(String spaced) {
        return spaced.isEmpty() ? List.of() : List.of(spaced.split(" "));
    }

    private static Reaction refused(int status, String message) {
        return etcd(status, "{\"message\":\"" + message + "\"}");
    }

    private static AuthException refusal(ThrowingCallable call) {
        return catchThrowableOfType(AuthException.class, call);
    }

    private static AuthException later(Supplier<CompletableFuture<?>> call) {
        return (AuthException) Objects.requireNonNull(
                call.get().handle((value, failure) -> failure).join());
    }

    private static void assertIllegal(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("; give");
    }
}
