package dev.pinwheel.etcd.transport.okhttp;

import dev.pinwheel.etcd.spi.HttpRequest;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Writes a request down for OkHttp, to be sent word for word or not at all (T6.2, T6.3). */
final class NativeRequest {
    private static final byte[] EMPTY = {};
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "PROPPATCH", "QUERY", "REPORT");
    private static final Set<String> USUAL = Set.of("GET", "PUT", "POST", "DELETE"); // To match takes time and memory.
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private NativeRequest() {}

    /**
     * Makes the native request, with {@code progress} as its tag.
     *
     * @throws IllegalArgumentException if OkHttp cannot send it, or would send another one
     */
    static Request of(HttpRequest wanted, Progress progress) {
        if (!USUAL.contains(wanted.method()) && !TOKEN.matcher(wanted.method()).matches()) {
            throw new IllegalArgumentException("method is \"" + wanted.method() + "\"; give an HTTP token such as GET");
        }
        Request.Builder builder = new Request.Builder()
                .url(urlOf(wanted.uri()))
                .headers(headersOf(wanted))
                .tag(Progress.class, progress);
        byte[] body = bodyOf(wanted);
        return builder.method(wanted.method(), body == null ? null : RequestBody.create(body, (MediaType) null))
                .build();
    }

    private static HttpUrl urlOf(URI uri) {
        String scheme = uri.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("scheme is " + scheme + "; give an http or https URI");
        }
        HttpUrl url = HttpUrl.get(uri);
        if (uri.getHost() == null || url == null) {
            throw new IllegalArgumentException("the URI has no host, or one that is not a host name");
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String given = withQuery(path, uri.getRawQuery());
        String sent = withQuery(url.encodedPath(), url.encodedQuery());
        if (!sent.equals(given)) {
            throw new IllegalArgumentException("OkHttp would send \"" + sent + "\" instead of \"" + given
                    + "\"; leave out the segments \".\" and \"..\", and percent-encode what differs");
        }
        return url;
    }

    private static String withQuery(String path, @Nullable String query) {
        return query == null ? path : path + "?" + query;
    }

    private static okhttp3.Headers headersOf(HttpRequest wanted) {
        okhttp3.Headers.Builder headers = new okhttp3.Headers.Builder();
        wanted.headers().fields().forEach(field -> headers.addUnsafeNonAscii(field.name(), field.value()));
        if (headers.get("Accept-Encoding") == null) {
            headers.add("Accept-Encoding", "identity"); // Else OkHttp asks for gzip, and decodes it (T3.7).
        }
        return headers.build();
    }

    private static byte @Nullable [] bodyOf(HttpRequest wanted) {
        return wanted.body() == null && WITH_BODY.contains(wanted.method()) ? EMPTY : wanted.body();
    }
}
