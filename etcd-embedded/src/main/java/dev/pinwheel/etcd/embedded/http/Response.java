package dev.pinwheel.etcd.embedded.http;

import java.util.ArrayList;
import java.util.List;

/** An answer before it is sent. */
record Response(int status, List<Header> headers, String body) {

    record Header(String name, String value) {}

    static Response empty(int status) {
        return new Response(status, List.of(), "");
    }

    static Response of(int status, String contentType, String body) {
        return new Response(status, List.of(new Header("Content-Type", contentType)), body);
    }

    static Response json(int status, String body) {
        return of(status, "application/json", body);
    }

    static Response text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body);
    }

    /** An error in words, which browsers must not take for a page. */
    static Response plainError(int status, String sentence) {
        return text(status, sentence + "\n").with("X-Content-Type-Options", "nosniff");
    }

    /** What this module cannot do yet, said so that nobody takes it for a fault of his own. */
    static Response notImplemented(String sentence) {
        return plainError(501, sentence);
    }

    Response with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, List.copyOf(more), body);
    }
}
