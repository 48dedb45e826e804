package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.Credentials;
import dev.pinwheel.etcd.spi.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What proves who the client is, and to whom it may be shown (F10). Prints no secret (E9). */
final class Authorization {
    private static final String HEADER = "Authorization";

    /** Nobody in particular. */
    static final Authorization NONE = new Authorization("");

    private final String value;

    private Authorization(String value) {
        this.value = value;
    }

    static Authorization of(Optional<Credentials> credentials) {
        return credentials.map(Authorization::basic).orElse(NONE);
    }

    private static Authorization basic(Credentials credentials) {
        byte[] pair = (credentials.userName() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
        return new Authorization("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** The headers with the proof. */
    Headers addedTo(Headers headers) {
        return value.isEmpty() ? headers : headers.with(HEADER, value);
    }

    /** The headers as they may go to a place: without any proof, unless it is the origin of one of the endpoints. */
    static Headers onlyTo(Collection<URI> endpoints, URI to, Headers headers) {
        if (headers.first(HEADER).isEmpty() || endpoints.stream().anyMatch(endpoint -> isOneOrigin(endpoint, to))) {
            return headers;
        }
        List<Headers.Field> rest = headers.fields().stream()
                .filter(field -> !field.name().equalsIgnoreCase(HEADER))
                .toList();
        return new Headers(rest);
    }

    private static boolean isOneOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "none" : "not shown";
    }
}
