package dev.pinwheel.etcd.core.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySpaceTest {
    private static final KeySpace APP = KeySpace.ALL.below("/app");

    @ParameterizedTest
    @CsvSource({"/foo, /v2/keys/app/foo", "foo, /v2/keys/app/foo", "/, /v2/keys/app", "/a b/, /v2/keys/app/a%20b/"})
    void aNamespace_isPutBeforeKeys(String key, String path) {
        assertThat(APP.pathOf(key)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"/app/foo, /foo", "/app, /", "/apple, /apple", "/other, /other", "/app/app/x, /app/x"})
    void aNamespace_isTakenFromTheKeysOfNodes_andNothingElse(String key, String shown) {
        assertThat(APP.shown(key)).isEqualTo(shown);
    }

    @Test
    void namespaces_nest_andTheRootIsNone() {
        assertThat(APP.below("sub/").pathOf("/foo")).isEqualTo("/v2/keys/app/sub/foo");
        assertThat(KeySpace.ALL.below("/")).isEqualTo(KeySpace.ALL);
    }

    @Test
    void E6_aNamespaceThatWalks_isRefused_byName() {
        assertThatThrownBy(() -> KeySpace.ALL.below("/a/../b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("namespace \"/a/../b\"");
        assertThatThrownBy(() -> KeySpace.ALL.below(" ")).hasMessageContaining("namespace is blank");
    }

    @Test
    void anotherPath_takesThePlaceOfV2Keys() {
        assertThat(KeySpace.at("/proxied/v2/keys/").pathOf("/foo")).isEqualTo("/proxied/v2/keys/foo");
        assertThatThrownBy(() -> KeySpace.at("v2/keys")).hasMessageContaining("give an absolute one");
    }
}
