package dev.pinwheel.etcd.embedded.fault;

import dev.pinwheel.etcd.embedded.server.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One way in which a member can fail a client. Immutable; {@link dev.pinwheel.etcd.embedded.Faults} says when and where
 * it strikes.
 *
 * <p>There are three kinds, by what becomes of the request:
 *
 * <ul>
 *   <li>{@link OfConnection}: there is none; the connection fails first;
 *   <li>{@link InsteadOfRequest}: it is received, but not carried out;
 *   <li>{@link AfterRequest}: it is carried out like any other, and only the answer suffers.
 * </ul>
 *
 * <p>Faults that stall hold their connection until the client closes it, or until the fault is taken back: by
 * {@link Injection#cancel()}, {@code Faults.clear()} or the end of the member. The connection is reset then, and a
 * request that was not carried out never will be. A stalled connection takes no thread.
 */
public sealed interface Fault {

    /** Strikes new connections, before a request. */
    sealed interface OfConnection extends Fault {}

    /** Keeps a request from being carried out. */
    sealed interface InsteadOfRequest extends Fault {}

    /** Spoils the answer of a request that has been carried out. */
    sealed interface AfterRequest extends Fault {}

    /** How a body says where it ends. */
    enum BodyFraming {
        /** By a Content-Length in the head. */
        CONTENT_LENGTH,
        /** By an empty chunk after all others. */
        CHUNKED
    }

    /** See {@link Fault#refuse()}. */
    record Refuse() implements OfConnection {}

    /** See {@link Fault#resetOnConnect()}. */
    record ResetOnConnect() implements OfConnection {}

    /** See {@link Fault#resetBeforeResponse()}. */
    record ResetBeforeResponse() implements InsteadOfRequest {}

    /** See {@link Fault#stallBeforeHead()}. */
    record StallBeforeHead() implements InsteadOfRequest {}

    /**
     * See {@link Fault#answer(int, Headers, byte[])}.
     *
     * @param status of three digits
     * @param headers in their order
     * @param body one character per byte
     */
    record Answer(int status, Headers headers, String body) implements InsteadOfRequest {

        /** Checks the status. */
        public Answer {
            if (status < 200 || status > 999) {
                throw new IllegalArgumentException("status is " + status + "; give a final one, from 200 to 999");
            }
        }

        /** The status alone: a body can be long. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /**
     * See {@link Fault#garbage(byte[])}.
     *
     * @param bytes one character per byte
     */
    record Garbage(String bytes) implements InsteadOfRequest {

        /** The length alone: the bytes are not fit for a log. */
        @Override
        public String toString() {
            return "Garbage[" + bytes.length() + " bytes]";
        }
    }

    /**
     * See {@link Fault#hugeBody(long, BodyFraming)}.
     *
     * @param bytes how long
     * @param framing how it says so
     */
    record HugeBody(long bytes, BodyFraming framing) implements InsteadOfRequest {

        /** Checks the length. */
        public HugeBody {
            if (bytes < 1) {
                throw new IllegalArgumentException("bytes is " + bytes + "; give at least 1");
            }
        }
    }

    /** See {@link Fault#resetAfterApplying()}. */
    record ResetAfterApplying() implements AfterRequest {}

    /** See {@link Fault#stallAfterApplying()}. */
    record StallAfterApplying() implements AfterRequest {}

    /** See {@link Fault#stallInHead()}. */
    record StallInHead() implements AfterRequest {}

    /**
     * See {@link Fault#truncateBody(BodyFraming)}.
     *
     * @param framing what the head promises
     */
    record TruncateBody(BodyFraming framing) implements AfterRequest {}

    /**
     * See {@link Fault#slowDrip(int, Duration)}.
     *
     * @param bytes at a time
     * @param interval between them
     */
    record SlowDrip(int bytes, Duration interval) implements AfterRequest {

        /** Checks both. */
        public SlowDrip {
            if (bytes < 1) {
                throw new IllegalArgumentException("bytes is " + bytes + "; give at least 1");
            }
            if (interval.compareTo(Duration.ofMillis(1)) < 0) {
                throw new IllegalArgumentException("interval is " + interval + "; give at least 1 ms");
            }
        }
    }

    /**
     * New connections are refused, as by a machine on whose port nobody listens: the member closes its listening socket
     * and keeps the port. Clients see {@code ECONNREFUSED}. Connections that are open go on, which is the difference to
     * {@code EmbeddedMember.kill()}.
     *
     * <p>The member does not learn of attempts that are refused. So this fault cannot be counted: it takes
     * {@code always()}, never hits, and lasts until it is taken back. To fail the next <i>n</i> connections, use
     * {@link #resetOnConnect()}.
     *
     * @return the fault
     */
    static Fault refuse() {
        return new Refuse();
    }

    /**
     * A new connection is reset (RST) as soon as the member accepts it. The client's connect succeeds; what it reads or
     * writes then fails with {@code ECONNRESET} or {@code EPIPE}. Nothing that it sent is looked at.
     *
     * @return the fault
     */
    static Fault resetOnConnect() {
        return new ResetOnConnect();
    }

    /**
     * The request is received, then the connection is reset (RST) before a byte of an answer. Nothing is applied.
     *
     * @return the fault
     */
    static Fault resetBeforeResponse() {
        return new ResetBeforeResponse();
    }

    /**
     * The request is carried out, then the connection is reset (RST) before a byte of the answer: the client cannot
     * tell this from {@link #resetBeforeResponse()}.
     *
     * @return the fault
     */
    static Fault resetAfterApplying() {
        return new ResetAfterApplying();
    }

    /**
     * The request is received, and nothing follows. Nothing is applied.
     *
     * @return the fault
     */
    static Fault stallBeforeHead() {
        return new StallBeforeHead();
    }

    /**
     * The request is carried out, and nothing follows: the client cannot tell this from {@link #stallBeforeHead()}.
     *
     * @return the fault
     */
    static Fault stallAfterApplying() {
        return new StallAfterApplying();
    }

    /**
     * The request is carried out, and the answer ends in the middle of a header line; the connection stays open.
     *
     * @return the fault
     */
    static Fault stallInHead() {
        return new StallInHead();
    }

    /**
     * The request is carried out, and the answer is cut short by the end of the connection (FIN) behind the first half
     * of its body. Of a watch, only the head is sent. Answers that have no body, such as those to HEAD, are complete.
     *
     * @param framing what the head promises: more bytes than follow, or a last chunk that never comes; a watch is
     *     always chunked
     * @return the fault
     */
    static Fault truncateBody(BodyFraming framing) {
        return new TruncateBody(framing);
    }

    /**
     * The request is carried out, and the answer comes a few bytes at a time, the head included. The connection is as
     * fast as ever for the next request.
     *
     * @param bytes at a time, at least 1; over TLS, so many bytes make one record
     * @param interval between them, at least 1 ms
     * @return the fault
     * @throws IllegalArgumentException if either is less
     */
    static Fault slowDrip(int bytes, Duration interval) {
        return new SlowDrip(bytes, interval);
    }

    /**
     * The client is given this answer instead of etcd's. Nothing is applied; the connection goes on.
     *
     * @param status of three digits, from 200
     * @param headers besides {@code Date} and what tells the length of the body, unless they do so themselves
     * @param body copied
     * @return the fault
     * @throws IllegalArgumentException if {@code status} is out of range
     */
    static Fault answer(int status, Headers headers, byte[] body) {
        return new Answer(status, headers, new String(body, StandardCharsets.ISO_8859_1));
    }

    /**
     * The client is given this text instead of etcd's answer, as a proxy would do. Nothing is applied.
     *
     * @param status of three digits, from 200
     * @param text sent in UTF-8 as {@code text/plain}
     * @return the fault
     * @throws IllegalArgumentException if {@code status} is out of range
     */
    static Fault answer(int status, String text) {
        Headers headers = Headers.of("Content-Type", "text/plain; charset=utf-8");
        return answer(status, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The client is sent elsewhere. Nothing is applied.
     *
     * @param status such as 307
     * @param location where to, as it is to stand in the header {@code Location}
     * @return the fault
     * @throws IllegalArgumentException if {@code status} is not from 300 to 399, or {@code location} has a line end
     */
    static Fault redirect(int status, String location) {
        if (status < 300 || status > 399) {
            throw new IllegalArgumentException("status is " + status + "; a redirect has one from 300 to 399");
        }
        if (location.indexOf('\r') >= 0 || location.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("location has a line end; use answer(...) for heads that are broken");
        }
        return new Answer(status, Headers.of("Location", location), "");
    }

    /**
     * These bytes are sent in place of an answer, then the connection ends (FIN). Nothing is applied.
     *
     * @param bytes any, or none; copied
     * @return the fault
     */
    static Fault garbage(byte[] bytes) {
        return new Garbage(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /**
     * The client is sent a body that never seems to end: JSON that begins well, with one very long string. It is made
     * as fast as the client takes it, and not held in memory. Nothing is applied; the connection goes on.
     *
     * @param bytes how long the body is, at least 1
     * @param framing whether the head tells how long it is
     * @return the fault
     * @throws IllegalArgumentException if {@code bytes} is less than 1
     */
    static Fault hugeBody(long bytes, BodyFraming framing) {
        return new HugeBody(bytes, framing);
    }
}
