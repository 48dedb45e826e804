package dev.pinwheel.etcd.embedded.http;

import java.util.ArrayList;
import java.util.List;

/** An answer that is complete before it is sent. */
record Response(int status, List<Header> headers, String body) implements Answer.Prompt {

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

    /** An error of any endpoint but the keys. */
    static Response message(int status, String sentence) {
        String body = new JsonWriter()
                .open('{')
                .name("message")
                .text(sentence)
                .close('}')
                .toString();
        return json(status, body);
    }

    Response withBody(int newStatus, String newBody) {
        return new Response(newStatus, headers, newBody);
    }

    @Override
    public Response with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, List.copyOf(more), body);
    }
}
