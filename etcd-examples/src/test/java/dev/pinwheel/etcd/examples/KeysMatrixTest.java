package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.CreateInOrderOptions;
import dev.pinwheel.etcd.keys.DeleteOptions;
import dev.pinwheel.etcd.keys.ErrorCode;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.Node;
import dev.pinwheel.etcd.keys.PrevExist;
import dev.pinwheel.etcd.keys.SetOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, values and options through both faces, on an etcd that is real and one that is embedded. */
@ParameterizedClass
@MethodSource("dev.pinwheel.etcd.examples.Setup#ofOne")
@Timeout(120)
class KeysMatrixTest {
    private final EtcdClient etcd;
    private final KeysApi keys;

    KeysMatrixTest(Setup.Running running) {
        this.etcd = running.client().build();
        this.keys = running.face().keys(etcd);
    }

    @AfterEach
    void empty() {
        for (Node node : keys.get("/").node().nodes()) {
            keys.delete(node.key(), node.dir() ? DeleteOptions.recursive() : DeleteOptions.none());
        }
        etcd.close();
    }

    static Stream<String> texts() {
        return Stream.of(
                "plain",
                "a b",
                " ",
                "a+b",
                "a%b",
                "%2F%00%",
                "a?b=c&d",
                "a#b",
                "a;b",
                "a=b",
                "\"'`\\",
                "tab\tnew\nline\r\nfeed",
                "\u0001\u0007\u001b\u007f",
                "nul\0nul",
                "\u0080\u0085\u009f",
                "é",
                "e\u0301",
                "漢字",
                "😀\ud800\udc00",
                "\u2028\u2029\ufeff\uffff",
                "<b>&amp;<br>",
                "~!@$()*,:|^{}[]<>",
                "...",
                "..x",
                "null",
                "true");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void E6_everyText_isKeyAndValue_characterByCharacter(String text) {
        String key = "/dir " + text + "/" + text;

        assertThat(keys.set(key, text).node().key()).isEqualTo(key);
        assertThat(keys.get(key).node().value()).isEqualTo(text);
        assertThat(keys.get("/dir " + text).node().nodes())
                .singleElement()
                .satisfies(
                        node -> assertThat(Map.entry(node.key(), node.value())).isEqualTo(Map.entry(key, text)));
        assertThat(keys.set(key, "next", SetOptions.prevValue(text)).action()).isEqualTo(Action.COMPARE_AND_SWAP);
        String entry = keys.createInOrder("/dir " + text, text).node().key();
        assertThat(keys.get(entry).node().value()).isEqualTo(text);
        assertThat(keys.delete(entry, DeleteOptions.prevValue(text)).action()).isEqualTo(Action.COMPARE_AND_DELETE);
        assertThat(keys.namespace("/dir " + text).get("/" + text).node().key()).isEqualTo("/" + text);
        assertThat(keys.delete(key).prevNode()).map(Node::value).contains("next");
    }

    @Test
    void E6_anEmptyValue_isStored() {
        assertThat(keys.set("/empty", "").node().value()).isEmpty();
        assertThat(keys.get("/empty").node().value()).isEmpty();
        assertThat(keys.create("/created", "").node().dir()).isFalse();
        assertThat(keys.createInOrder("/queue", "").node().value()).isEmpty();
        keys.set("/full", "x");
        assertThat(keys.update("/full", "").node().value()).isEmpty();
    }

    @Test
    void E6_aMegabyte_isStored() {
        String large = "é%&+ \n".repeat(150_000);

        keys.set("/large", large);

        assertThat(keys.get("/large").node().value()).isEqualTo(large);
        assertThat(keys.get("/", GetOptions.recursive()).node().nodes())
                .singleElement()
                .extracting(Node::value)
                .isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/a/../b", "..", "/.", "a/./b", "/\ud83d", "\ude00/x"})
    void E6_whatEtcdWouldTakeForAnotherKey_isRefused(String key) {
        List<ThrowingCallable> calls = List.of(
                () -> keys.get(key),
                () -> keys.set(key, "x"),
                () -> keys.delete(key),
                () -> keys.createInOrder(key, "x"),
                () -> keys.refresh(key, Duration.ofSeconds(1)));

        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void E6_aValueThatUtf8CannotCarry_isRefused_byName() {
        assertThatThrownBy(() -> keys.set("/a", "\ud83d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value has an unpaired surrogate");
    }

    @Test
    void everyCondition_ofSetAndDelete() {
        long index = keys.set("/foo", "one").node().modifiedIndex();

        assertThat(code(() -> keys.create("/foo", "x"))).isEqualTo(ErrorCode.NODE_EXISTS);
        assertThat(code(() -> keys.update("/none", "x"))).isEqualTo(ErrorCode.KEY_NOT_FOUND);
        assertThat(code(() -> keys.set("/foo", "x", SetOptions.prevValue("two"))))
                .isEqualTo(ErrorCode.COMPARE_FAILED);
        assertThat(code(() -> keys.set("/foo", "x", SetOptions.prevIndex(index + 7))))
                .isEqualTo(ErrorCode.COMPARE_FAILED);
        assertThat(code(() -> keys.delete("/foo", DeleteOptions.prevIndex(index + 7))))
                .isEqualTo(ErrorCode.COMPARE_FAILED);
        assertThat(keys.set("/foo", "two", SetOptions.prevIndex(index).withPrevValue("one"))
                        .action())
                .isEqualTo(Action.COMPARE_AND_SWAP);
        assertThat(keys.set("/foo", "three", SetOptions.prevExist(PrevExist.YES))
                        .action())
                .isEqualTo(Action.UPDATE);
        assertThat(keys.delete("/foo", DeleteOptions.prevValue("three")).action())
                .isEqualTo(Action.COMPARE_AND_DELETE);
    }

    @Test
    void directories() {
        assertThat(keys.makeDir("/d").node().dir()).isTrue();
        assertThat(code(() -> keys.makeDir("/d"))).isEqualTo(ErrorCode.NODE_EXISTS);
        keys.set("/d/2/x", "x");
        keys.set("/d/1", "x");

        assertThat(keys.get("/d", GetOptions.sorted()).node().nodes())
                .extracting(Node::key)
                .containsExactly("/d/1", "/d/2");
        assertThat(keys.get("/d", GetOptions.recursive().withSorted().withQuorum())
                        .node()
                        .nodes()
                        .get(1)
                        .nodes())
                .extracting(Node::key)
                .containsExactly("/d/2/x");
        assertThat(code(() -> keys.set("/d", "x"))).isEqualTo(ErrorCode.NOT_A_FILE);
        assertThat(code(() -> keys.set("/d/1/y", "x"))).isEqualTo(ErrorCode.NOT_A_DIRECTORY);
        assertThat(code(() -> keys.delete("/d"))).isEqualTo(ErrorCode.NOT_A_FILE);
        assertThat(code(() -> keys.delete("/d", DeleteOptions.dir()))).isEqualTo(ErrorCode.DIRECTORY_NOT_EMPTY);
        assertThat(code(() -> keys.set("/", "x"))).isEqualTo(ErrorCode.ROOT_IS_READ_ONLY);
        assertThat(keys.delete("/d", DeleteOptions.recursive()).action()).isEqualTo(Action.DELETE);
    }

    @Test
    void timesToLive() {
        keys.set("/t", "x", SetOptions.ttl(Duration.ofMinutes(5)));
        assertThat(keys.refresh("/t", Duration.ofHours(1)).node().ttl()).contains(Duration.ofHours(1));
        assertThat(keys.get("/t").node().value()).isEqualTo("x");

        assertThat(keys.removeTtl("/t").node().ttl()).isEmpty();

        assertThat(keys.get("/t").node().value()).isEqualTo("x");
        assertThat(keys.createInOrder("/q", "x", CreateInOrderOptions.ttl(Duration.ofMillis(1)))
                        .node()
                        .ttl())
                .contains(Duration.ofSeconds(1));
        assertThat(keys.set("/silent", "x", SetOptions.noValueOnSuccess()).nodeIfSent())
                .isEmpty();
    }

    private static ErrorCode code(ThrowingCallable call) {
        return catchThrowableOfType(KeysException.class, call).code();
    }
}
