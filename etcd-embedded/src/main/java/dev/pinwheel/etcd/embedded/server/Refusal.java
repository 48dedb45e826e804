package dev.pinwheel.etcd.embedded.server;

import java.nio.charset.StandardCharsets;

/** How the server ends a connection on which something came that is no request. */
sealed interface Refusal {

    /** A 400 that does not say why, as of Go for most errors. */
    Refusal BAD_REQUEST = new Told("400 Bad Request", "400 Bad Request");

    /** Without a word. */
    record HangUp() implements Refusal {}

    /** Without a word, and with the connection torn down. */
    record Reset() implements Refusal {}

    /** With an answer, in Go's words. */
    record Told(String status, String body) implements Refusal {

        byte[] message() {
            // Without Date and Content-Length, as Go sends it.
            String head =
                    "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n";
            return (head + body).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    static Refusal badRequest(String reason) {
        return told("400 Bad Request: " + reason);
    }

    static Refusal told(String status) {
        return new Told(status, status);
    }
}
