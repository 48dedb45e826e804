package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.auth.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Reads from a request who sends it. */
final class Credentials {
    private static final String SCHEME = "basic ";

    private Credentials() {}

    static Caller of(Request request) {
        Optional<String> header = request.authorization().filter(text -> !text.isEmpty());
        return header.isPresent() ? named(header.get()) : new Caller.Guest();
    }

    private static Caller named(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return new Caller.Unintelligible();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()));
            String pair = new String(bytes, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? new Caller.Unintelligible()
                    : new Caller.Named(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return new Caller.Unintelligible();
        }
    }
}
