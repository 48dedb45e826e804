package dev.pinwheel.etcd.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the operations do and answer, by rule. Before each test: /f is a file (index 4), /d a directory with /d/c (index
 * 5).
 */
final class KeysRulesTest {
    private final InProcess etcd = new InProcess();

    @BeforeEach
    void makeFileAndDirectory() {
        etcd.keys("PUT /f value=x");
        etcd.keys("PUT /d/c value=y");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /f                          | {"action":"get","node":{"key":"/f","value":"x","modifiedIndex":4,"createdIndex":4}}
            PUT /f value=z                  | {"action":"set","node":{"key":"/f","value":"z","modifiedIndex":6,"createdIndex":6},"prevNode":{"key":"/f","value":"x","modifiedIndex":4,"createdIndex":4}}
            PUT /f dir=true&value=z         | {"action":"set","node":{"key":"/f","dir":true,"modifiedIndex":6,"createdIndex":6},"prevNode":{"key":"/f","value":"x","modifiedIndex":4,"createdIndex":4}}
            PUT /f prevExist=true&value=z   | {"action":"update","node":{"key":"/f","value":"z","modifiedIndex":6,"createdIndex":4},"prevNode":{"key":"/f","value":"x","modifiedIndex":4,"createdIndex":4}}
            PUT /f prevExist=true           | {"action":"update","node":{"key":"/f","value":"","modifiedIndex":6,"createdIndex":4},"prevNode":{"key":"/f","value":"x","modifiedIndex":4,"createdIndex":4}}
            PUT /d prevExist=true           | {"action":"update","node":{"key":"/d","dir":true,"modifiedIndex":6,"createdIndex":5},"prevNode":{"key":"/d","dir":true,"modifiedIndex":5,"createdIndex":5}}
            PUT /f prevValue=x&value=z      | {"action":"compareAndSwap","node":{"key":"/f","value":"z","modifiedIndex":6,"createdIndex":4},"prevNode":{"key":"/f","value":"x","modifiedIndex":4,"createdIndex":4}}
            PUT /f prevIndex=4&value=z      | {"action":"compareAndSwap","node":{"key":"/f","value":"z","modifiedIndex":6,"createdIndex":4},"prevNode":{"key":"/f","value":"x","modifiedIndex":4,"createdIndex":4}}
            DELETE /f                       | {"action":"delete","node":{"key":"/f","modifiedIndex":6,"createdIndex":4},"prevNode":{"key":"/f","value":"x","modifiedIndex":4,"createdIndex":4}}
            DELETE /d?recursive=true        | {"action":"delete","node":{"key":"/d","dir":true,"modifiedIndex":6,"createdIndex":5},"prevNode":{"key":"/d","dir":true,"modifiedIndex":5,"createdIndex":5}}
            DELETE /f?prevValue=x           | {"action":"compareAndDelete","node":{"key":"/f","modifiedIndex":6,"createdIndex":4},"prevNode":{"key":"/f","value":"x","modifiedIndex":4,"createdIndex":4}}
            PUT /f noValueOnSuccess=true    | {"action":"set"}
            PUT /f prevIndex=4&noValueOnSuccess=true | {"action":"compareAndSwap"}
            """)
    void aChangeOrReadOfWhatIsThere_answers200_withTheNodeBeforeAndAfter(String request, String body) {
        assertThat(etcd.keys(request)).isEqualTo("200 " + body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT /n value=1                  | {"action":"set","node":{"key":"/n","value":"1","modifiedIndex":6,"createdIndex":6}}
            PUT /n                          | {"action":"set","node":{"key":"/n","value":"","modifiedIndex":6,"createdIndex":6}}
            PUT /n dir=true                 | {"action":"set","node":{"key":"/n","dir":true,"modifiedIndex":6,"createdIndex":6}}
            PUT /n value=1&prevExist=false  | {"action":"create","node":{"key":"/n","value":"1","modifiedIndex":6,"createdIndex":6}}
            PUT /n prevExist=false&prevValue=z&prevIndex=9 | {"action":"create","node":{"key":"/n","value":"","modifiedIndex":6,"createdIndex":6}}
            POST /q value=1                 | {"action":"create","node":{"key":"/q/00000000000000000006","value":"1","modifiedIndex":6,"createdIndex":6}}
            POST / value=1                  | {"action":"create","node":{"key":"/00000000000000000006","value":"1","modifiedIndex":6,"createdIndex":6}}
            POST /q noValueOnSuccess=true   | {"action":"create"}
            """)
    void aNewNode_answers201(String request, String body) {
        assertThat(etcd.keys(request)).isEqualTo("201 " + body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /no/where                   | 404 | 100 | Key not found        | /no
            PUT /no/where prevExist=true    | 404 | 100 | Key not found        | /no
            PUT /no refresh=true&ttl=5      | 404 | 100 | Key not found        | /no
            DELETE /d/no                    | 404 | 100 | Key not found        | /d/no
            PUT /f prevValue=y              | 412 | 101 | Compare failed       | [y != x]
            PUT /f prevIndex=9              | 412 | 101 | Compare failed       | [9 != 4]
            PUT /f prevValue=y&prevIndex=9  | 412 | 101 | Compare failed       | [y != x] [9 != 4]
            PUT /f prevValue=x&prevIndex=9  | 412 | 101 | Compare failed       | [9 != 4]
            DELETE /f?prevIndex=18446744073709551615 | 412 | 101 | Compare failed | [18446744073709551615 != 4]
            PUT /d value=z                  | 403 | 102 | Not a file           | /d
            PUT /d dir=true                 | 403 | 102 | Not a file           | /d
            PUT /d value=z&prevExist=true   | 403 | 102 | Not a file           | /d
            PUT /d value=z&prevIndex=5      | 403 | 102 | Not a file           | /d
            PUT /d refresh=true&ttl=5       | 403 | 102 | Not a file           | /d
            DELETE /d                       | 403 | 102 | Not a file           | /d
            DELETE /d?prevIndex=5           | 403 | 102 | Not a file           | /d
            GET /f/below                    | 400 | 104 | Not a directory      | /f
            PUT /f/below/more value=z       | 400 | 104 | Not a directory      | /f
            POST /f value=z                 | 400 | 104 | Not a directory      | /f
            PUT /f prevExist=false          | 412 | 105 | Key already exists   | /f
            PUT /d prevExist=false          | 412 | 105 | Key already exists   | /d
            PUT / value=z                   | 400 | 107 | Root is read only    | /
            PUT / prevValue=z               | 400 | 107 | Root is read only    | /
            DELETE /?recursive=true         | 400 | 107 | Root is read only    | /
            DELETE /d?dir=true              | 403 | 108 | Directory not empty  | /d
            """)
    void aRefusal_namesCodeAndCause_andTakesNoIndex(
            String request, int status, int code, String message, String cause) {
        assertThat(etcd.keys(request))
                .isEqualTo("%d {\"errorCode\":%d,\"message\":\"%s\",\"cause\":\"%s\",\"index\":5}"
                        .formatted(status, code, message, cause));
    }

    @Test
    void compareAndDeleteOfTheRoot_hasNoCause() {
        assertThat(etcd.keys("DELETE /?prevIndex=1"))
                .isEqualTo("403 {\"errorCode\":102,\"message\":\"Not a file\",\"index\":5}");
    }

    @Test
    void aRefusedWrite_leavesNoDirectoriesBehind() {
        etcd.keys("PUT /new/sub/key prevExist=true");

        assertThat(etcd.keys("GET /new")).startsWith("404");
    }

    @Test
    void parentsAreMade_withTheIndexOfTheirFirstChild() {
        assertThat(etcd.keys("GET /d"))
                .isEqualTo("200 {\"action\":\"get\",\"node\":{\"key\":\"/d\",\"dir\":true,\"nodes\":["
                        + "{\"key\":\"/d/c\",\"value\":\"y\",\"modifiedIndex\":5,\"createdIndex\":5}],"
                        + "\"modifiedIndex\":5,\"createdIndex\":5}}");
    }

    @Test
    void anEmptyDirectory_isDeletedWithDir() {
        etcd.keys("DELETE /d/c");

        assertThat(etcd.keys("DELETE /d?dir=true")).startsWith("200");
    }

    @Test
    void aHiddenChild_isNotListed_butKeepsItsDirectory() {
        etcd.keys("PUT /h/_secret value=x");

        assertThat(etcd.keys("GET /h?recursive=true")).doesNotContain("nodes");
        assertThat(etcd.keys("GET /h/_secret")).startsWith("200");
        assertThat(etcd.keys("DELETE /h?dir=true")).contains("\"errorCode\":108");
    }

    @Test
    void withoutRecursive_onlyOneLevelIsListed() {
        etcd.keys("PUT /d/e/g value=z");

        assertThat(etcd.keys("GET /d")).contains("\"/d/e\"").doesNotContain("/d/e/g");
        assertThat(etcd.keys("GET /d?recursive=true")).contains("/d/e/g");
    }

    @Test
    void sortedMeansByBytes_andNotSortedIsNotSorted() {
        etcd.keys("PUT /s/%F0%9F%98%80 value=emoji");
        etcd.keys("PUT /s/%EF%BD%9E value=tilde");

        assertThat(etcd.keys("GET /s?sorted=true")).containsSubsequence("tilde", "emoji");
        assertThat(etcd.keys("GET /s")).containsSubsequence("emoji", "tilde");
    }

    @Test
    void postNeverTakesANameThatExists() {
        etcd.keys("PUT /q/00000000000000000007 value=made");

        assertThat(etcd.keys("POST /q value=z")).contains("\"errorCode\":105", "/q/00000000000000000007");
    }

    @Test
    void aTimeToLive_isShownRoundedUp_andCountsDown() {
        etcd.keys("PUT /t value=x&ttl=10");
        etcd.clock.advance(Duration.ofMillis(2_500));

        assertThat(etcd.keys("GET /t")).contains("\"expiration\":\"2026-11-22T07:00:10Z\",\"ttl\":8,");
    }

    @Test
    void decimalsOfAnExpiration_endWithoutZeros() {
        etcd.clock.advance(Duration.ofMillis(120));

        assertThat(etcd.keys("PUT /t value=x&ttl=10")).contains("\"expiration\":\"2026-11-22T07:00:10.12Z\"");
    }

    @Test
    void aNodeWhoseTimeIsOver_isGoneAtTheNextRequest_andTookAnIndex() {
        etcd.keys("PUT /t value=x&ttl=10");
        etcd.clock.advance(Duration.ofSeconds(10));

        assertThat(etcd.keys("GET /t"))
                .isEqualTo("404 {\"errorCode\":100,\"message\":\"Key not found\",\"cause\":\"/t\",\"index\":7}");
    }

    @Test
    void aTtlOfZero_isAnswered_thenExpires() {
        assertThat(etcd.keys("PUT /t value=x&ttl=0")).contains("expiration").doesNotContain("ttl");
        assertThat(etcd.keys("GET /t")).startsWith("404");
    }

    @ParameterizedTest
    @CsvSource({"PUT /t value=y", "PUT /t prevExist=true&value=y", "PUT /t prevValue=x&value=y&ttl="})
    void aWriteWithoutTtl_makesTheNodePermanent(String write) {
        etcd.keys("PUT /t value=x&ttl=10");
        etcd.keys(write);
        etcd.clock.advance(Duration.ofSeconds(11));

        assertThat(etcd.keys("GET /t")).startsWith("200").doesNotContain("expiration");
    }

    @Test
    void aDirectoryExpires_withAllInIt_asOneChange() {
        etcd.keys("PUT /t dir=true&ttl=10");
        etcd.keys("PUT /t/child value=x&ttl=10");
        etcd.keys("PUT /t/other value=x&ttl=99");
        etcd.clock.advance(Duration.ofSeconds(100));

        assertThat(etcd.keys("GET /t/child")).contains("\"cause\":\"/t\",\"index\":9");
    }

    @Test
    void aRefresh_keepsTheValue_andTakesAnIndex() {
        etcd.keys("PUT /t value=x&ttl=10");

        assertThat(etcd.keys("PUT /t refresh=true&ttl=20&prevExist=true"))
                .contains("\"value\":\"x\",\"expiration\":\"2026-11-22T07:00:20Z\",\"ttl\":20,\"modifiedIndex\":7")
                .doesNotContain("refresh");
    }

    @Test
    void aRefreshWithoutPrevExist_isASet_withANewCreatedIndex() {
        assertThat(etcd.keys("PUT /f refresh=true&ttl=20"))
                .contains("\"action\":\"set\"", "\"value\":\"x\"", "\"createdIndex\":6");
    }

    @ParameterizedTest
    @CsvSource({"7500000000"})
    void aTtlBeyondTheYear2262_isPermanent(String ttl) {
        assertThat(etcd.keys("PUT /t value=x&ttl=" + ttl)).doesNotContain("expiration");
    }
}
