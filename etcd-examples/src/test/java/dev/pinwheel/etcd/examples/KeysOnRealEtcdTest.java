package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.CreateInOrderOptions;
import dev.pinwheel.etcd.keys.DeleteOptions;
import dev.pinwheel.etcd.keys.ErrorCode;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.keys.KeysResponse;
import dev.pinwheel.etcd.keys.Node;
import dev.pinwheel.etcd.keys.SetOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation and option of the keys API on one real etcd, the judge of the protocol. */
@Tag("real-etcd")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class KeysOnRealEtcdTest {
    private RealEtcd server;
    private EtcdClient etcd;
    private KeysApi keys;

    @BeforeAll
    void start() {
        server = RealEtcd.start(1, "--enable-v2");
        etcd = Stacks.client().endpoints(server.endpoints()).build();
        keys = etcd.keys();
    }

    @AfterAll
    void stop() {
        etcd.close();
        server.close();
    }

    @AfterEach
    void empty() {
        for (Node node : keys.get("/").node().nodes()) {
            keys.delete(node.key(), node.dir() ? DeleteOptions.recursive() : DeleteOptions.none());
        }
    }

    @Test
    void setAndGet() {
        KeysResponse set = keys.set("/foo", "bar");
        KeysResponse again = keys.set("/foo", "baz");
        KeysResponse got = keys.get("/foo");

        assertThat(set.action()).isEqualTo(Action.SET);
        assertThat(set.prevNode()).isEmpty();
        assertThat(set.index()).isEqualTo(set.node().modifiedIndex());
        assertThat(again.prevNode()).map(Node::value).contains("bar");
        assertThat(got.action()).isEqualTo(Action.GET);
        assertThat(got.node()).isEqualTo(again.node());
        assertThat(got.clusterId()).isNotEmpty();
        assertThat(got.endpoint()).hasToString(server.endpoints()[0]);
    }

    @Test
    void createAndUpdate() {
        assertThat(refusal(() -> keys.update("/foo", "bar")).isKeyNotFound()).isTrue();
        assertThat(keys.create("/foo", "bar").action()).isEqualTo(Action.CREATE);
        assertThat(refusal(() -> keys.create("/foo", "bar")).isNodeExists()).isTrue();
        KeysResponse updated = keys.update("/foo", "baz");

        assertThat(updated.action()).isEqualTo(Action.UPDATE);
        assertThat(updated.node().createdIndex()).isLessThan(updated.node().modifiedIndex());
    }

    @Test
    void compareAndSwap() {
        long index = keys.set("/foo", "old").node().modifiedIndex();

        assertThat(refusal(() -> keys.set("/foo", "new", SetOptions.prevValue("other")))
                        .isCompareFailed())
                .isTrue();
        assertThat(refusal(() -> keys.set("/foo", "new", SetOptions.prevIndex(index + 1)))
                        .code())
                .isEqualTo(ErrorCode.COMPARE_FAILED);
        assertThat(keys.set("/foo", "new", SetOptions.prevValue("old").withPrevIndex(index))
                        .action())
                .isEqualTo(Action.COMPARE_AND_SWAP);
    }

    @Test
    void delete() {
        keys.set("/foo", "bar");
        KeysResponse deleted = keys.delete("/foo");

        assertThat(deleted.action()).isEqualTo(Action.DELETE);
        assertThat(deleted.node().value()).isEmpty();
        assertThat(deleted.prevNode()).map(Node::value).contains("bar");
        assertThat(refusal(() -> keys.delete("/foo")).isKeyNotFound()).isTrue();
    }

    @Test
    void compareAndDelete() {
        long index = keys.set("/foo", "bar").node().modifiedIndex();

        assertThat(refusal(() -> keys.delete("/foo", DeleteOptions.prevValue("x")))
                        .isCompareFailed())
                .isTrue();
        assertThat(keys.delete("/foo", DeleteOptions.prevIndex(index).withPrevValue("bar"))
                        .action())
                .isEqualTo(Action.COMPARE_AND_DELETE);
    }

    @Test
    void directories() {
        assertThat(keys.set("/d", "", SetOptions.dir()).node().dir()).isTrue();
        assertThat(refusal(() -> keys.delete("/d")).code()).isEqualTo(ErrorCode.NOT_A_FILE);
        keys.set("/d/b", "2");
        keys.set("/d/a/x", "1");
        assertThat(refusal(() -> keys.delete("/d", DeleteOptions.dir())).code())
                .isEqualTo(ErrorCode.DIRECTORY_NOT_EMPTY);

        Node shallow = keys.get("/d", GetOptions.sorted()).node();
        Node deep =
                keys.get("/d", GetOptions.sorted().withRecursive().withQuorum()).node();

        assertThat(shallow.nodes()).extracting(Node::key).containsExactly("/d/a", "/d/b");
        assertThat(shallow.nodes().get(0).nodes()).isEmpty();
        assertThat(deep.nodes().get(0).nodes()).extracting(Node::key).containsExactly("/d/a/x");
        assertThat(keys.delete("/d", DeleteOptions.recursive()).node().dir()).isTrue();
    }

    @Test
    void createInOrder() {
        String first = keys.createInOrder("/queue", "1").node().key();
        String second = keys.createInOrder("/queue", "2", CreateInOrderOptions.ttl(Duration.ofMinutes(1)))
                .node()
                .key();

        assertThat(List.of(first, second)).isSorted().allMatch(key -> key.matches("/queue/\\d{20}"));
    }

    @Test
    void timesToLive() {
        Node node =
                keys.set("/foo", "bar", SetOptions.ttl(Duration.ofMillis(600))).node();
        assertThat(node.ttl()).contains(Duration.ofSeconds(1));
        assertThat(node.expiration()).isPresent();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThatThrownBy(() -> keys.get("/foo"))
                        .isInstanceOfSatisfying(
                                KeysException.class,
                                gone -> assertThat(gone.isKeyNotFound()).isTrue()));
    }

    @Test
    void refresh() {
        long created = keys.set("/foo", "bar", SetOptions.ttl(Duration.ofMinutes(1)))
                .node()
                .createdIndex();

        KeysResponse refreshed = keys.set("/foo", "", SetOptions.refresh(Duration.ofMinutes(10)));

        assertThat(refreshed.node().value()).isEqualTo("bar");
        assertThat(refreshed.node().createdIndex()).isEqualTo(created);
        assertThat(refreshed.node().ttl()).contains(Duration.ofMinutes(10));
    }

    @Test
    void noValueOnSuccess() {
        KeysResponse set = keys.set("/foo", "bar", SetOptions.noValueOnSuccess());

        assertThat(set.nodeIfSent()).isEmpty();
        assertThat(set.index()).isEqualTo(keys.get("/foo").node().modifiedIndex());
    }

    @Test
    void theRoot() {
        keys.set("/foo", "bar");

        assertThat(keys.get("/").node().key()).isEqualTo("/");
        assertThat(refusal(() -> keys.set("/", "x")).code()).isEqualTo(ErrorCode.ROOT_IS_READ_ONLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a b",
                "/a+b",
                "/a%b",
                "/a%2Fb",
                "/a?b",
                "/a#b",
                "/a&b=c",
                "/a;b",
                "/a\"b'",
                "/a\\b",
                "/a\tb\nc",
                "/a\0b",
                "/é",
                "/e\u0301",
                "/漢字/😀",
                "/~!@$()*,:|^`{}[]<>",
                "/...",
                "/..x/.y",
                "/ ",
                "/_hidden",
                "/%2e%2e",
                "a//b///c",
                "/trailing/"
            })
    void E6_everyKeyAndValue_isStoredByteForByte(String key) {
        String value = "value of " + key + " \r\n & = + % ; \u2028 \ud83d\ude00 <b>";

        String stored = keys.set(key, value).node().key();

        assertThat(stored).isEqualTo(("/" + key).replaceAll("/{2,}", "/").replaceAll("(?<=.)/$", ""));
        assertThat(keys.get(key).node().value()).isEqualTo(value);
        assertThat(keys.set(key, "", SetOptions.prevValue(value)).action()).isEqualTo(Action.COMPARE_AND_SWAP);
        assertThat(keys.get(stored).node().value()).isEmpty();
        keys.delete(stored.startsWith("/_") ? stored : key);
    }

    @Test
    void E6_aValueOfAMegabyte_isStored() {
        String value = "0123456789abcdef".repeat(65_536);

        keys.set("/large", value);

        assertThat(keys.get("/large").node().value()).isEqualTo(value);
    }

    @Test
    void E6_theLongestKeyThatHttpCarries_isStored() {
        String key = "/" + "k".repeat(4094 - "DELETE /v2/keys/ HTTP/1.1".length());
        try (EtcdClient fresh = Stacks.client().endpoints(server.endpoints()).build()) {
            fresh.keys().set(key, "v"); // The first line of a new connection: the strictest case.

            assertThat(fresh.keys().get(key).node().key()).isEqualTo(key);
        }
    }

    private static KeysException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(KeysException.class, call);
    }
}
