package dev.pinwheel.etcd.core.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.keys.CreateInOrderOptions;
import dev.pinwheel.etcd.keys.DeleteOptions;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.PrevExist;
import dev.pinwheel.etcd.keys.SetOptions;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysRequestsTest {
    private static final KeysRequests REQUESTS = new KeysRequests(KeySpace.ALL, CallKind.WRITE);
    private static final KeysRequests REPEATING = new KeysRequests(KeySpace.ALL, CallKind.REPEATABLE_WRITE);

    @ParameterizedTest
    @CsvSource({
        "/foo, /v2/keys/foo",
        "foo, /v2/keys/foo",
        "//foo///bar, /v2/keys/foo/bar",
        "/foo/, /v2/keys/foo/",
        "/, /v2/keys/",
        "/a b, /v2/keys/a%20b",
        "/a+b, /v2/keys/a%2Bb",
        "/100%, /v2/keys/100%25",
        "/a?b#c, /v2/keys/a%3Fb%23c",
        "/a;b&c=d, /v2/keys/a%3Bb%26c%3Dd",
        "/%2e%2e, /v2/keys/%252e%252e",
        "/.../..x/.x, /v2/keys/.../..x/.x",
        "/é漢😀, /v2/keys/%C3%A9%E6%BC%A2%F0%9F%98%80",
        "/_hidden/~x, /v2/keys/_hidden/~x",
    })
    void E6_aKey_isSentSoThatTheServerHasExactlyThatKey(String key, String path) {
        assertThat(KeySpace.ALL.pathOf(key)).isEqualTo(path);
    }

    @Test
    void E6_controlCharacters_areEncoded() {
        assertThat(KeySpace.ALL.pathOf("/a\0b\tc\nd")).isEqualTo("/v2/keys/a%00b%09c%0Ad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void E6_aBlankKey_isRefused_withTheRemedy(String key) {
        assertThatThrownBy(() -> KeySpace.ALL.pathOf(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key is blank: \"" + key + "\"")
                .hasMessageContaining("\"/foo\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/..", "..", "/a/../b", "/a/./b", ".", "/a/.", "/a//../"})
    void E6_aKeyThatWalks_isRefused_withTheRemedy(String key) {
        assertThatThrownBy(() -> KeySpace.ALL.pathOf(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + key + "\"")
                .hasMessageContaining("write the path without it");
    }

    @Test
    void E6_anUnpairedSurrogate_isRefused_inKeyAndValue() {
        assertThatThrownBy(() -> KeySpace.ALL.pathOf("/a\ud800b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key has an unpaired surrogate");
        assertThatThrownBy(() -> REQUESTS.set("/a", "\udc00", SetOptions.none()))
                .hasMessageContaining("value has an unpaired surrogate");
        assertThatThrownBy(() -> REQUESTS.delete("/a", DeleteOptions.prevValue("\ud83d")))
                .hasMessageContaining("prevValue has an unpaired surrogate");
    }

    @Test
    void get_asksForWhatIsSet_andNothingElse() {
        assertThat(REQUESTS.get("/foo", GetOptions.none()).query()).isEmpty();
        assertThat(REQUESTS.get("/foo", GetOptions.recursive().withSorted().withQuorum()))
                .returns("GET", EtcdRequest::method)
                .returns("recursive=true&sorted=true&quorum=true", EtcdRequest::query)
                .returns(CallKind.READ, EtcdRequest::kind);
    }

    @Test
    void set_sendsAForm() {
        EtcdRequest plain = REQUESTS.set("/foo", "a b&c=ü", SetOptions.none());

        assertThat(plain.method()).isEqualTo("PUT");
        assertThat(plain.query()).isEmpty();
        assertThat(form(plain)).isEqualTo("value=a%20b%26c%3D%C3%BC");
        assertThat(form(REQUESTS.set("/foo", "", SetOptions.none()))).isEqualTo("value=");
    }

    @Test
    void set_sendsEveryOption() {
        SetOptions swap = SetOptions.prevValue("old")
                .withPrevIndex(7)
                .withPrevExist(PrevExist.YES)
                .withTtl(Duration.ofSeconds(30))
                .withNoValueOnSuccess();

        assertThat(form(REQUESTS.set("/foo", "new", swap)))
                .isEqualTo("value=new&prevValue=old&prevIndex=7&prevExist=true&ttl=30&noValueOnSuccess=true");
        assertThat(form(REQUESTS.set("/foo", "", SetOptions.dir()))).isEqualTo("dir=true");
        assertThat(form(REQUESTS.set("/foo", "", SetOptions.refresh(Duration.ofSeconds(5)))))
                .isEqualTo("prevExist=true&ttl=5&refresh=true");
        assertThat(form(REQUESTS.set("/foo", "x", SetOptions.prevExist(PrevExist.NO))))
                .isEqualTo("value=x&prevExist=false");
    }

    @ParameterizedTest
    @CsvSource({"PT1S, 1", "PT0.001S, 1", "PT1.000000001S, 2", "PT59.999S, 60", "PT1H, 3600"})
    void E6_aTtl_isRoundedUpToWholeSeconds(Duration ttl, String seconds) {
        assertThat(form(REQUESTS.createInOrder("/q", "v", CreateInOrderOptions.ttl(ttl))))
                .isEqualTo("value=v&ttl=" + seconds);
    }

    @Test
    void F6_onlyAnUnconditionalSet_isWhatTheUserAllowed() {
        assertThat(REPEATING
                        .set("/a", "v", SetOptions.ttl(Duration.ofSeconds(1)))
                        .kind())
                .isEqualTo(CallKind.REPEATABLE_WRITE);
        for (SetOptions condition : new SetOptions[] {
            SetOptions.prevValue("x"), SetOptions.prevIndex(1),
            SetOptions.prevExist(PrevExist.NO), SetOptions.prevExist(PrevExist.YES)
        }) {
            assertThat(REPEATING.set("/a", "v", condition).kind()).isEqualTo(CallKind.WRITE);
        }
        assertThat(REQUESTS.delete("/a", DeleteOptions.none()).kind()).isEqualTo(CallKind.WRITE);
        assertThat(REQUESTS.createInOrder("/a", "v", CreateInOrderOptions.none())
                        .kind())
                .isEqualTo(CallKind.WRITE);
    }

    @Test
    void delete_asksInTheQuery_whereTheServerLooks() {
        EtcdRequest compared =
                REQUESTS.delete("/foo", DeleteOptions.prevValue("a b").withPrevIndex(9));

        assertThat(compared.query()).isEqualTo("prevValue=a%20b&prevIndex=9");
        assertThat(compared.body()).isNull();
        assertThat(REQUESTS.delete("/foo", DeleteOptions.recursive().withDir()).query())
                .isEqualTo("recursive=true&dir=true");
    }

    @Test
    void E8_aValueForADirectoryOrARefresh_isRefused() {
        assertThatThrownBy(() -> REQUESTS.set("/d", "v", SetOptions.dir()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a directory takes none");
        assertThatThrownBy(() -> REQUESTS.set("/d", "v", SetOptions.refresh(Duration.ofSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a refresh takes none");
    }

    private static String form(EtcdRequest request) {
        return new String(Objects.requireNonNull(request.body()).bytes(), US_ASCII);
    }
}
