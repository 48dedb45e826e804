package dev.pinwheel.etcd.embedded.server;

/** The versions of the protocol that a request can have. */
public enum HttpVersion {
    /** Without chunks, and of one request per connection unless the client asks for more. */
    HTTP_1_0("HTTP/1.0"),
    /** Also what later minor versions are taken for. */
    HTTP_1_1("HTTP/1.1");

    private final String text;

    HttpVersion(String text) {
        this.text = text;
    }

    /** As it stands in a status line. */
    String text() {
        return text;
    }
}
