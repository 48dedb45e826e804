package dev.pinwheel.etcd.embedded.server;

/** How far a {@link RequestParser} came with the bytes it was given. */
sealed interface Parsed {

    /** All bytes are taken and more are needed. */
    record Incomplete() implements Parsed {}

    /** The head is complete, and the client wants to be told to go on before it sends the body. */
    record AwaitsContinue() implements Parsed {}

    record Complete(ServerRequest request) implements Parsed {}

    /** The request is complete, but its body was longer than allowed and is dropped. */
    record BodyTooLarge(ServerRequest request) implements Parsed {}

    /** Nothing sensible can follow on this connection. */
    record Refused(Refusal refusal) implements Parsed {}
}
