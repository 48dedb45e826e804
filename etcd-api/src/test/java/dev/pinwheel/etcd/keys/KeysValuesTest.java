package dev.pinwheel.etcd.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P80000D"})
    void E6_aTtlOutOfRange_isRefused_withTheRemedy(Duration ttl) {
        assertThatThrownBy(() -> SetOptions.ttl(ttl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ttl is " + ttl)
                .hasMessageContaining("leave it out");
        assertThatThrownBy(() -> SetOptions.refresh(ttl)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CreateInOrderOptions.ttl(ttl)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void E8_conditionsThatEtcdCannotCheck_areRefused_withTheRemedy() {
        assertThatThrownBy(() -> SetOptions.prevValue("")).hasMessageContaining("use prevIndex instead");
        assertThatThrownBy(() -> DeleteOptions.prevValue("")).hasMessageContaining("use prevIndex instead");
        assertThatThrownBy(() -> SetOptions.prevIndex(0)).hasMessageContaining("prevIndex is 0");
        assertThatThrownBy(() -> DeleteOptions.prevIndex(-1)).hasMessageContaining("prevIndex is -1");
    }

    @Test
    void E8_optionsThatContradictEachOther_areRefused() {
        SetOptions create = SetOptions.prevExist(PrevExist.NO);
        assertThatThrownBy(() -> create.withPrevValue("x")).hasMessageContaining("etcd would ignore");
        assertThatThrownBy(() -> create.withPrevIndex(1)).hasMessageContaining("etcd would ignore");
        assertThatThrownBy(() -> create.withTtl(Duration.ofSeconds(1)).withRefresh())
                .hasMessageContaining("etcd would ignore refresh");
        assertThatThrownBy(() -> SetOptions.dir().withPrevIndex(1)).hasMessageContaining("etcd would ignore dir");
        assertThatThrownBy(() -> SetOptions.none().withRefresh()).hasMessageContaining("refresh has no ttl");
        assertThatThrownBy(() -> DeleteOptions.dir().withPrevIndex(1)).hasMessageContaining("etcd would ignore");
        assertThatThrownBy(() -> DeleteOptions.prevValue("x").withRecursive())
                .hasMessageContaining("etcd would ignore");
    }

    @Test
    void withers_addToWhatIsThere() {
        SetOptions all = SetOptions.ttl(Duration.ofSeconds(3))
                .withPrevExist(PrevExist.YES)
                .withPrevValue("v")
                .withPrevIndex(4)
                .withRefresh()
                .withNoValueOnSuccess();

        assertThat(all)
                .isEqualTo(new SetOptions(
                        Optional.of("v"),
                        OptionalLong.of(4),
                        PrevExist.YES,
                        Optional.of(Duration.ofSeconds(3)),
                        true,
                        false,
                        true));
        assertThat(GetOptions.sorted().withRecursive().withQuorum())
                .isEqualTo(GetOptions.quorum().withSorted().withRecursive());
        assertThat(CreateInOrderOptions.none().withNoValueOnSuccess().withTtl(Duration.ofSeconds(1)))
                .isEqualTo(new CreateInOrderOptions(Optional.of(Duration.ofSeconds(1)), true));
    }

    @ParameterizedTest
    @CsvSource({
        "100, KEY_NOT_FOUND",
        "101, COMPARE_FAILED",
        "105, NODE_EXISTS",
        "401, EVENT_INDEX_CLEARED",
        "500, CLIENT_INTERNAL",
        "999, UNKNOWN",
        "0, UNKNOWN"
    })
    void E4_codes_areFoundByTheirNumber(int number, ErrorCode code) {
        assertThat(ErrorCode.ofNumber(number)).isEqualTo(code);
    }

    @Test
    void E4_everyCodeOfTheReference_hasAName() {
        int[] reference = {
            100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209,
            210, 211, 212, 300, 301, 400, 401, 402, 403, 404, 500
        };
        for (int number : reference) {
            assertThat(ErrorCode.ofNumber(number)).as("%d", number).isNotEqualTo(ErrorCode.UNKNOWN);
            assertThat(ErrorCode.ofNumber(number).number()).isEqualTo(number);
        }
        assertThat(ErrorCode.values()).hasSize(reference.length + 1);
    }

    @Test
    void E4_aRefusal_tellsAllThatEtcdSaid() {
        KeysException refused = new KeysException(
                "PUT /v2/keys/foo", 101, "Compare failed", "[a != b]", 9, URI.create("http://a:2379"));

        assertThat(refused)
                .hasMessage(
                        "PUT /v2/keys/foo was refused: Compare failed: [a != b] (code 101, index 9, from http://a:2379)");
        assertThat(refused.isCompareFailed()).isTrue();
        assertThat(refused.isKeyNotFound()).isFalse();
        assertThat(refused.isNodeExists()).isFalse();
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void aNode_isFitForALog() {
        Instant at = Instant.parse("2026-11-22T10:00:00Z");
        Node file = new Node(
                "/foo", "v".repeat(1_000), false, List.of(), 3, 4, Optional.of(at), Optional.of(Duration.ofSeconds(5)));
        Node dir = new Node("/d", "", true, List.of(file, file), 2, 2, Optional.empty(), Optional.empty());

        assertThat(file)
                .hasToString(
                        "Node[/foo: \"" + "v".repeat(64) + "…\", created 3, modified 4, expires 2026-11-22T10:00:00Z]");
        assertThat(dir).hasToString("Node[/d: directory of 2, created 2, modified 2]");
    }

    @Test
    void actions_areFoundByTheirNameOnTheWire() {
        for (Action action : Action.values()) {
            assertThat(Action.ofWireName(action.wireName())).contains(action);
        }
        assertThat(Action.ofWireName("juggle")).isEmpty();
    }
}
