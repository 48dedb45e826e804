package dev.pinwheel.etcd.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.embedded.store.Bytes;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How texts are escaped. Bytes are written in hexadecimal. */
final class JsonWriterTest {

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            61,           a
            22,           \\"
            5c,           \\\\
            2f,           /
            0a,           \\n
            0d,           \\r
            09,           \\t
            08,           \\u0008
            00,           \\u0000
            1f,           \\u001f
            3c,           \\u003c
            3e,           \\u003e
            26,           \\u0026
            e280a8,       \\u2028
            e280a9,       \\u2029
            c3a9,         \u00e9
            f09f9880,     \ud83d\ude00
            ff,           \\ufffd
            c080,         \\ufffd\\ufffd
            e282,         \\ufffd\\ufffd
            e28241,       \\ufffd\\ufffdA
            eda080,       \\ufffd\\ufffd\\ufffd
            f4908080,     \\ufffd\\ufffd\\ufffd\\ufffd
            efbfbd,       \ufffd
            """)
    void bytesBecomeText_withTheEscapesOfEtcd(String hex, String text) {
        assertThat(written(HexFormat.of().parseHex(hex))).isEqualTo("\"" + text + "\"");
    }

    @Property
    void validUtf8WithoutSpecials_isWrittenAsItIs(@ForAll @CharRange(from = '\u2030', to = '\ud7ff') String text) {
        assertThat(new JsonWriter().text(text)).hasToString("\"" + text + "\"");
    }

    @Property
    void anyBytes_areWrittenWithoutFailure(@ForAll byte[] bytes) {
        assertThat(written(bytes)).startsWith("\"").endsWith("\"");
    }

    private static String written(byte[] bytes) {
        return new JsonWriter().text(Bytes.of(bytes)).toString();
    }
}
