package dev.pinwheel.etcd.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.store.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which parameters are read, how, and in which order they are refused. */
final class KeysParametersTest {
    private final InProcess etcd = new InProcess();

    private record Fault(String parameter, int code, String cause) {}

    private static final List<Fault> FAULTS_IN_ORDER = List.of(
            new Fault("prevIndex=x", 203, "invalid value for \\\"prevIndex\\\""),
            new Fault("waitIndex=-1", 203, "invalid value for \\\"waitIndex\\\""),
            new Fault("recursive=x", 209, "invalid value for \\\"recursive\\\""),
            new Fault("sorted=x", 209, "invalid value for \\\"sorted\\\""),
            new Fault("wait=x", 209, "invalid value for \\\"wait\\\""),
            new Fault("dir=x", 209, "invalid value for \\\"dir\\\""),
            new Fault("quorum=", 209, "invalid value for \\\"quorum\\\""),
            new Fault("stream=x", 209, "invalid value for \\\"stream\\\""),
            new Fault("prevValue=", 201, "\\\"prevValue\\\" cannot be empty"),
            new Fault("noValueOnSuccess=x", 209, "invalid value for \\\"noValueOnSuccess\\\""),
            new Fault("ttl=1.5", 202, "invalid value for \\\"ttl\\\""),
            new Fault("prevExist=x", 209, "invalid value for prevExist"),
            new Fault("refresh=x", 209, "invalid value for refresh"));

    @Test
    void ofSeveralFaults_theFirstInOrderIsAnswered() {
        for (int first = 0; first < FAULTS_IN_ORDER.size(); first++) {
            List<String> faults = new ArrayList<>();
            FAULTS_IN_ORDER.subList(first, FAULTS_IN_ORDER.size()).forEach(fault -> faults.add(0, fault.parameter()));

            Fault expected = FAULTS_IN_ORDER.get(first);
            assertThat(etcd.keys("PUT /k " + String.join("&", faults)))
                    .startsWith("400 {\"errorCode\":" + expected.code())
                    .contains("\"cause\":\"" + expected.cause() + "\",\"index\":0}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT /k wait=true                      | 209 | \\"wait\\" can only be used with GET requests
            HEAD /k?wait=true                     | 209 | \\"wait\\" can only be used with GET requests
            PUT /k refresh=true&ttl=5&value=x     | 211 | A value was provided on a refresh
            PUT /k refresh=true                   | 212 | No TTL value set
            GET /k?refresh=true&ttl=              | 212 | No TTL value set
            PUT /k value=%zz                      | 210 | invalid URL escape \\"%zz\\"
            PUT /k value=%4                       | 210 | invalid URL escape \\"%4\\"
            GET /k?a=%                            | 210 | invalid URL escape \\"%\\"
            GET /k?recursive=true;sorted=true     | 210 | invalid semicolon separator in query
            PUT /k prevIndex=18446744073709551616 | 203 | invalid value for \\"prevIndex\\"
            PUT /k prevIndex=%2B1                 | 203 | invalid value for \\"prevIndex\\"
            """)
    void aRequestThatMeansNothing_isRefusedBeforeTheStoreIsAsked(String request, int code, String cause) {
        assertThat(etcd.keys(request))
                .startsWith("400 {\"errorCode\":" + code)
                .endsWith("\"cause\":\"" + cause + "\",\"index\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
    void spellingsOfTrue(String spelling) {
        assertThat(etcd.keys("PUT /k dir=" + spelling)).contains("\"dir\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "f", "F", "FALSE", "false", "False"})
    void spellingsOfFalse(String spelling) {
        assertThat(etcd.keys("PUT /k dir=" + spelling)).contains("\"value\":\"\"");
    }

    @Test
    void theBodyWinsOverTheQuery_andTheFirstOfTwoCounts() {
        assertThat(etcd.keys("PUT /k?value=query value=first&value=second")).contains("\"value\":\"first\"");
    }

    @Test
    void aPlusIsASpaceInParameters_andAPlusInPaths() {
        assertThat(etcd.keys("PUT /a+b value=c+d%2B")).contains("\"key\":\"/a+b\",\"value\":\"c d+\"");
    }

    @Test
    void theBodyOfAGet_isIgnored() {
        assertThat(etcd.keys("GET / recursive=maybe")).startsWith("200");
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, read",
        "APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8, read",
        "text/plain, ''",
        "application/json, ''"
    })
    void onlyAForm_isReadFromTheBody(String contentType, String value) {
        Request request =
                new Request("PUT", "/v2/keys/k", Optional.of(contentType), Optional.empty(), new Bytes("value=read"));

        assertThat(etcd.answer(request).body()).contains("\"value\":\"" + value + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "; bad, mime: no media type",
        "te xt/plain, mime: expected slash after first token",
        "text/, mime: expected token after slash",
        "text/plain/x, mime: unexpected content after media subtype",
        "text/plain; x, mime: invalid media parameter"
    })
    void anUnusableContentType_isRefused(String contentType, String cause) {
        Request request = new Request("PUT", "/v2/keys/k", Optional.of(contentType), Optional.empty(), Bytes.EMPTY);

        assertThat(etcd.answer(request).body()).contains("\"errorCode\":210", cause);
    }

    @Test
    void aFormOfTheLargestSize_isRead_andOneByteMoreIsRefused() {
        String largest = "noValueOnSuccess=1&value=" + "x".repeat(Form.MAX_BODY - 25);

        assertThat(etcd.keys("PUT /k " + largest)).isEqualTo("201 {\"action\":\"set\"}");
        assertThat(etcd.keys("PUT /k " + largest + "x")).contains("\"errorCode\":210", "http: POST too large");
    }
}
