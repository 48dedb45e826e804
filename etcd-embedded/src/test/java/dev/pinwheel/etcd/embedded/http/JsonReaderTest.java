package dev.pinwheel.etcd.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pinwheel.etcd.embedded.store.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients' JSON, and the complaints of Go's parser about it. */
final class JsonReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''               | unexpected end of JSON input
            {                | unexpected end of JSON input
            x                | invalid character 'x' looking for beginning of value
            {"a":1} x        | invalid character 'x' after top-level value
            {a:1}            | invalid character 'a' looking for beginning of object key string
            {"a" 1}          | invalid character '1' after object key
            {"a":1 "b"}      | invalid character '"' after object key:value pair
            [1 2]            | invalid character '2' after array element
            nul              | unexpected end of JSON input
            nux              | invalid character 'x' in literal null (expecting 'l')
            "\\x"            | invalid character 'x' in string escape code
            """)
    void whatIsNotJson_isRefused(String text, String complaint) {
        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> JsonReader.only(Bytes.utf8(text)))
                .satisfies(malformed -> assertThat(malformed.complaint()).isEqualTo(complaint));
    }

    @Test
    void namesOfFieldsAreReadInAnyCase_andTheLastOneCounts() throws MalformedJson {
        Json json = JsonReader.only(Bytes.utf8(" {\"User\":\"a\", \"USER\":\"\\u0062\\n\", \"x\":[1.5e3,true,{}]} "));

        assertThat(json.field("user").text("string")).isEqualTo("b\n");
    }

    @Test
    void aFirstValue_mayBeFollowedByAnything() throws MalformedJson {
        assertThat(JsonReader.first(Bytes.utf8("\"v\" and more"))).isEqualTo(new Json.Text("v"));
    }

    @Test
    void aDepthThatNobodyNeeds_isRefused() {
        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> JsonReader.only(Bytes.utf8("[".repeat(100_000))));
    }
}
