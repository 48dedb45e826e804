package dev.pinwheel.etcd.core.dispatch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Something that cannot be etcd's answer (E3), not yet an exception, since the caller's thread makes that.
 *
 * @param endpoint who answered
 * @param fault what is wrong, to follow "http://… answered GET …"
 * @param status the HTTP status, or 0
 * @param contentType the content type, or an empty string
 * @param bodyStart how the body begins, printable
 * @param wasRefused whether it proves that the server did not take the request
 * @param cause what lies behind, or null
 */
public record InvalidAnswer(
        URI endpoint,
        String fault,
        int status,
        String contentType,
        String bodyStart,
        boolean wasRefused,
        @Nullable Throwable cause) {

    /** An answer that came whole, but is not what etcd would send. */
    public static InvalidAnswer of(EtcdAnswer answer, String fault, @Nullable Throwable cause) {
        return new InvalidAnswer(
                answer.endpoint(), fault, answer.status(), answer.contentType(), answer.bodyStart(), false, cause);
    }

    /** An answer that proves that the server did not take the request. */
    public static InvalidAnswer refusal(EtcdAnswer answer, String fault) {
        return new InvalidAnswer(
                answer.endpoint(), fault, answer.status(), answer.contentType(), answer.bodyStart(), true, null);
    }

    /** What came was not even HTTP. */
    static InvalidAnswer notHttp(URI endpoint, Throwable cause) {
        return new InvalidAnswer(
                endpoint, "something that is not HTTP: " + cause.getMessage(), 0, "", "", false, cause);
    }
}
