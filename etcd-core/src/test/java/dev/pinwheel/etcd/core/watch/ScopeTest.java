package dev.pinwheel.etcd.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.keys.Action;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {

    @ParameterizedTest
    @CsvSource({"/foo, /foo", "foo, /foo", "//foo//bar/, /foo/bar", "/, /", "//, /"})
    void theKey_isBroughtToEtcdsForm(String given, String written) {
        assertThat(new Scope(given, true).key()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "/foo,     true,  /foo,          true",
        "/foo,     true,  /foo/bar,      true",
        "/foo,     true,  /foo/a/b,      true",
        "/foo,     true,  /foobar,       false",
        "/foo,     true,  /fo,           false",
        "/foo,     false, /foo,          true",
        "/foo,     false, /foo/bar,      false",
        "/foo,     true,  /foo/_x,       false",
        "/foo,     true,  /foo/_x/y,     false",
        "/foo,     true,  /foo/a/_x,     false",
        "/foo,     true,  /foo/a_x,      true",
        "/foo/_x,  true,  /foo/_x,       true",
        "/foo/_x,  true,  /foo/_x/y,     true",
        "/foo/_x,  true,  /foo/_x/_y,    false",
        "/_foo,    false, /_foo,         true",
        "/,        true,  /foo,          true",
        "/,        true,  /_foo,         false",
        "/,        false, /foo,          false"
    })
    void W5_aWrite_concernsItsKeyAndTheVisibleTree(String key, boolean isRecursive, String written, boolean concerns) {
        assertThat(new Scope(key, isRecursive).concerns(Action.SET, Watches.file(written, 7), Optional.empty()))
                .isEqualTo(concerns);
    }

    @ParameterizedTest
    @CsvSource({
        "/foo/bar, DELETE,             true,  true",
        "/foo/bar, EXPIRE,             true,  true",
        "/foo/bar, DELETE,             false, false",
        "/foo/bar, SET,                true,  false",
        "/foobar,  DELETE,             true,  false",
        "/foobar/x, EXPIRE,            true,  false"
    })
    void W5_W7_theRemovalOfADirectoryAbove_concernsWhatIsBelowIt(
            String key, Action action, boolean isDir, boolean concerns) {
        assertThat(new Scope(key, false)
                        .concerns(
                                action,
                                Watches.dir("/foo", 7),
                                Optional.of(isDir ? Watches.dir("/foo", 3) : Watches.file("/foo", 3))))
                .isEqualTo(concerns);
    }

    @Test
    void W7_theRemovalOfADirectoryBelow_concernsATree() {
        assertThat(new Scope("/foo", true)
                        .concerns(Action.DELETE, Watches.dir("/foo/d", 7), Optional.of(Watches.dir("/foo/d", 3))))
                .isTrue();
    }
}
