package dev.pinwheel.etcd.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonFactory;

class JsonObjectTest {
    private static final JsonFactory JSON = new JsonFactory();

    @Test
    void fields_areGiven_asWhatTheyAre() throws UnexpectedAnswerException {
        JsonObject object = parse(
                "{\"text\":\"é\",\"number\":-7,\"large\":9223372036854775808,\"decimal\":0.5,"
                        + "\"flag\":true,\"null\":null,\"texts\":[\"a\",\"b\"],\"object\":{\"inner\":1},\"time\":\"2026-01-01T00:00:00Z\"}");

        assertThat(object.text("text")).isEqualTo("é");
        assertThat(object.number("number")).isEqualTo(-7);
        assertThat(object.decimal("number")).isEqualTo(-7);
        assertThat(object.decimal("large")).isEqualTo(0x1p63);
        assertThat(object.decimal("decimal")).isEqualTo(0.5);
        assertThat(object.flag("flag")).isTrue();
        assertThat(object.texts("texts")).containsExactly("a", "b");
        assertThat(object.texts("null")).isEmpty();
        assertThat(object.object("object").number("inner")).isOne();
        assertThat(object.time("time")).hasToString("2026-01-01T00:00:00Z");
        assertThat(object.has("null")).isTrue();
        assertThat(object.has("missing")).isFalse();
        assertThat(object.names()).startsWith("text", "number");
    }

    @Test
    void E7_aFieldOfTheWrongType_isTold_byName() throws UnexpectedAnswerException {
        JsonObject object = parse("{\"x\":null,\"d\":1.5,\"big\":9223372036854775808}");

        assertThatThrownBy(() -> object.text("x")).hasMessage("JSON whose \"x\" is missing or not a text");
        assertThatThrownBy(() -> object.text("missing")).hasMessageContaining("\"missing\"");
        assertThatThrownBy(() -> object.number("d")).hasMessageContaining("not a whole number");
        assertThatThrownBy(() -> object.number("big")).hasMessageContaining("not a whole number");
        assertThatThrownBy(() -> object.decimal("x")).hasMessageContaining("not a number");
        assertThatThrownBy(() -> object.flag("d")).hasMessageContaining("not true or false");
        assertThatThrownBy(() -> object.object("d")).hasMessageContaining("not an object");
        assertThatThrownBy(() -> object.texts("d")).hasMessageContaining("not a list");
        assertThatThrownBy(() -> object.texts("missing")).hasMessageContaining("not a list");
    }

    @Test
    void aNestWithoutEnd_isRefused_withoutEatingTheStack() {
        assertThatThrownBy(() -> parse("{\"a\":" + "[".repeat(900)))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("nested too deeply");
    }

    private static JsonObject parse(String text) throws UnexpectedAnswerException {
        return JsonObject.parse(JSON, text.getBytes(UTF_8));
    }
}
