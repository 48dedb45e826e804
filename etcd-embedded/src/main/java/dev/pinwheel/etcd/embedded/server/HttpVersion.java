package dev.pinwheel.etcd.embedded.server;

/** The versions of the protocol that a request can have. */
public enum HttpVersion {
    /** Without chunks, and of one request per connection unless the client asks for more. */
    HTTP_1_0,
    /** Also what later minor versions are taken for. */
    HTTP_1_1
}
