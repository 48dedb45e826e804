package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.store.Bytes;
import dev.pinwheel.etcd.embedded.store.ErrorCode;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request: names and values as byte strings; of a name given twice, the first value counts. */
final class Form {
    /** The most bytes that an encoded form may have. */
    static final int MAX_BODY = 10_485_760;

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    private final Map<String, String> values;

    private Form(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the body, if the method has one and it is a form, and the query; the body's values win.
     *
     * @throws InvalidRequest if either cannot be read
     */
    static Form of(Request request) throws InvalidRequest {
        Map<String, String> values = new HashMap<>();
        if (request.method().equals("PUT") || request.method().equals("POST")) {
            readBody(request, values);
        }
        read(request.rawQuery(), values);
        return new Form(values);
    }

    Optional<Bytes> value(String name) {
        return Optional.ofNullable(values.get(name)).map(Bytes::new);
    }

    /** All values by their names, as byte strings. */
    Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    private static void readBody(Request request, Map<String, String> values) throws InvalidRequest {
        Optional<String> contentType = request.contentType().filter(header -> !header.isEmpty());
        if (contentType.isPresent() && MediaType.parse(contentType.get()).equals(FORM_TYPE)) {
            if (request.flaw().isPresent()) {
                throw unreadable(request.flaw().get());
            }
            String body = request.body().octets();
            if (body.length() > MAX_BODY) {
                throw unreadable("http: POST too large");
            }
            read(body, values);
        }
    }

    private static void read(String encoded, Map<String, String> values) throws InvalidRequest {
        for (int start = 0; start < encoded.length(); ) {
            int ampersand = encoded.indexOf('&', start);
            int end = ampersand < 0 ? encoded.length() : ampersand;
            if (end > start) {
                readPair(encoded.substring(start, end), values);
            }
            start = end + 1;
        }
    }

    private static void readPair(String pair, Map<String, String> values) throws InvalidRequest {
        if (pair.indexOf(';') >= 0) {
            throw unreadable("invalid semicolon separator in query");
        }
        int equals = pair.indexOf('=');
        try {
            String name = PercentCode.decodeParameter(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : PercentCode.decodeParameter(pair.substring(equals + 1));
            values.putIfAbsent(name, value);
        } catch (MalformedEscape malformed) {
            throw unreadable(malformed.complaint());
        }
    }

    private static InvalidRequest unreadable(String complaint) {
        return new InvalidRequest(ErrorCode.INVALID_FORM, complaint);
    }
}
