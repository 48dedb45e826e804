package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.codec.Utf8;
import dev.pinwheel.etcd.core.dispatch.RequestBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/** The parameters of one request, encoded as they are added. Not safe for use by many threads. */
final class Form {
    private final StringBuilder encoded = new StringBuilder();

    Form text(String name, String value) {
        if (!encoded.isEmpty()) {
            encoded.append('&');
        }
        encoded.append(name).append('=').append(Utf8.percentEncode(name, value, ""));
        return this;
    }

    Form flag(String name, boolean isSet) {
        return isSet ? text(name, "true") : this;
    }

    Form number(String name, OptionalLong value) {
        return value.isPresent() ? text(name, Long.toString(value.getAsLong())) : this;
    }

    /** A time in whole seconds, rounded up: a fraction cut off would expire the key at once (E6). */
    Form seconds(String name, Duration time) {
        long seconds = time.getNano() == 0 ? time.getSeconds() : time.getSeconds() + 1;
        return text(name, Long.toString(seconds));
    }

    String asQuery() {
        return encoded.toString();
    }

    RequestBody asBody() {
        return RequestBody.form(encoded.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
