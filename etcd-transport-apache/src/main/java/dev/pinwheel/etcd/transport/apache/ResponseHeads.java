package dev.pinwheel.etcd.transport.apache;

import static java.util.Objects.requireNonNullElse;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;

/** Reads what HttpClient has parsed. */
final class ResponseHeads {
    private ResponseHeads() {}

    /**
     * Status and headers as they came.
     *
     * @throws ProtocolException if a header is one that cannot be
     */
    static ResponseHead of(HttpResponse response) throws ProtocolException {
        Header[] headers = response.getHeaders();
        List<Headers.Field> fields = new ArrayList<>(headers.length);
        try {
            for (Header header : headers) {
                fields.add(new Headers.Field(header.getName(), requireNonNullElse(header.getValue(), "")));
            }
            return new ResponseHead(response.getCode(), String.valueOf(response.getVersion()), new Headers(fields));
        } catch (IllegalArgumentException malformed) {
            throw new ProtocolException("malformed response head", malformed);
        }
    }
}
