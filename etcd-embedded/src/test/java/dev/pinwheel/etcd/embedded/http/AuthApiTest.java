package dev.pinwheel.etcd.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.store.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, roles and what they may do; the goldens have the rest. */
final class AuthApiTest {
    private static final String ROOT = "root:secret";
    private static final String REFUSED =
            "401 {\"errorCode\":110,\"message\":\"The request requires user authentication\","
                    + "\"cause\":\"Insufficient credentials\",\"index\":0}";

    private final InProcess etcd = new InProcess();

    @BeforeEach
    void aUserWithARole() {
        etcd.keys("PUT /app/w value=x");
        etcd.json("PUT /v2/auth/roles/app", """
                {"role":"app","permissions":{"kv":{"read":["/app/*","/exact"],"write":["/app/w*"]}}}""", "");
        etcd.json(
                "PUT /v2/auth/users/ann",
                "{\"user\":\"ann\",\"password\":\"pw\",\"roles\":[\"app\",\"undefined\"]}",
                "");
        etcd.json("PUT /v2/auth/users/root", "{\"user\":\"root\",\"password\":\"secret\"}", "");
    }

    @Test
    void theFirstChangeEver_takesFiveIndexes_alsoIfItFails() {
        InProcess fresh = new InProcess();
        assertThat(fresh.index()).isEqualTo(3);

        fresh.json("DELETE /v2/auth/roles/none", "", "");

        assertThat(fresh.index()).isEqualTo(7);
        fresh.json("PUT /v2/auth/roles/r", "{\"role\":\"r\"}", "");
        assertThat(fresh.index()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /app/w,                 ann:pw,     200",
        "GET,    /app/,                  ann:pw,     200",
        "GET,    /app,                   ann:pw,     401",
        "GET,    /app/?recursive=true,   ann:pw,     200",
        "GET,    /exact,                 ann:pw,     404",
        "GET,    /exact?recursive=true,  ann:pw,     401",
        "PUT,    /app/w1,                ann:pw,     201",
        "PUT,    /app/x,                 ann:pw,     401",
        "DELETE, /other,                 ann:pw,     401",
        "GET,    /app/w,                 ann:wrong,  401",
        "GET,    /app/w,                 nobody:pw,  401",
        "GET,    /app/w,                 nocolon,    401",
        "PUT,    /anything,              root:secret, 201",
        "PUT,    /anything,              '',         201",
        "GET,    '',                     '',         401",
        "GET,    /,                      '',         200",
    })
    void rolesDecide_whatMayBeDoneWithKeys(String method, String key, String credentials, int status) {
        etcd.json("PUT /v2/auth/enable", "", "");

        assertThat(etcd.json(method + " /v2/keys" + key, "", credentials)).startsWith(status + " ");
    }

    @Test
    void withoutItsRole_aGuestMayDoNothing() {
        etcd.json("PUT /v2/auth/enable", "", "");
        etcd.json("DELETE /v2/auth/roles/guest", "", ROOT);

        assertThat(etcd.keys("GET /app/w")).isEqualTo(REFUSED);
        assertThat(InProcess.show(etcd.send("GET", "/v2/members"))).startsWith("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Basic", "Basic ???", "Digest realm=x"})
    void whoeverCannotBeUnderstood_isNoGuest(String authorization) {
        etcd.json("PUT /v2/auth/enable", "", "");

        Request request =
                new Request("GET", "/v2/keys/app/w", Optional.empty(), Optional.of(authorization), Bytes.EMPTY);

        assertThat(InProcess.show(etcd.answer(request))).isEqualTo(REFUSED);
    }

    @Test
    void theSchemeIsReadInAnyCase() {
        etcd.json("PUT /v2/auth/enable", "", "");
        String credentials = Base64.getEncoder().encodeToString(ROOT.getBytes(StandardCharsets.UTF_8));

        Request request = new Request(
                "GET", "/v2/keys/app/w", Optional.empty(), Optional.of("bAsIc " + credentials), Bytes.EMPTY);

        assertThat(InProcess.show(etcd.answer(request))).startsWith("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v2/auth/users", "GET /v2/auth/roles/app", "PUT /v2/auth/enable", "POST /v2/members"})
    void onlyRootMayLookAfterUsersAndMembers(String line) {
        etcd.json("PUT /v2/auth/enable", "", "");

        assertThat(etcd.json(line, "", "ann:pw")).isEqualTo("401 {\"message\":\"Insufficient credentials\"}");
    }

    @Test
    void aListThatWasNotGiven_isAnotherThanOneWithoutAny() {
        etcd.json("PUT /v2/auth/users/bob", "{\"user\":\"bob\",\"password\":\"pw\"}", "");

        // Observed: nothing is changed, but "no list" to "empty list".
        assertThat(etcd.json("PUT /v2/auth/users/bob", "{\"user\":\"bob\"}", ""))
                .isEqualTo("200 {\"user\":\"bob\",\"roles\":[]}");
        assertThat(etcd.json("PUT /v2/auth/users/bob", "{\"user\":\"bob\"}", ""))
                .startsWith("400 ");
    }

    @Test
    void aRoleIsSentBackWithTheChangesThatChangeNothing() {
        assertThat(etcd.json("PUT /v2/auth/roles/r", "{\"role\":\"r\",\"grant\":{}}", ""))
                .isEqualTo("201 {\"role\":\"r\",\"permissions\":{\"kv\":{\"read\":null,\"write\":null}},"
                        + "\"grant\":{\"kv\":{\"read\":null,\"write\":null}}}");
    }

    @Test
    void aPasswordIsCutAfter72Bytes() {
        String longOne = "x".repeat(72);
        etcd.json("PUT /v2/auth/users/root", "{\"user\":\"root\",\"password\":\"" + longOne + "1\"}", "");
        etcd.json("PUT /v2/auth/enable", "", "");

        assertThat(etcd.json("GET /v2/auth/users", "", "root:" + longOne + "2")).startsWith("200 ");
        assertThat(etcd.json("GET /v2/auth/users", "", "root:" + longOne.substring(1)))
                .startsWith("401 ");
    }

    @Test
    void namesThatBeginWithAnUnderscore_areNotListed() {
        etcd.json("PUT /v2/auth/users/_h", "{\"user\":\"_h\",\"password\":\"pw\"}", "");

        assertThat(etcd.json("GET /v2/auth/users", "", "")).doesNotContain("_h");
        assertThat(etcd.json("GET /v2/auth/users/_h", "", "")).isEqualTo("200 {\"user\":\"_h\"}");
    }
}
