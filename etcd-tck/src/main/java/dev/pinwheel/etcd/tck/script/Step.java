package dev.pinwheel.etcd.tck.script;

import java.util.Optional;

/** One step of a script; the server's are taken in turn on its own thread, while the listener's go on. */
sealed interface Step {

    /** The same to a lesser extent, if there is any. */
    default Optional<Step> smaller() {
        return Optional.empty();
    }

    /** How a server ends its answer. */
    enum Finish {
        PROPERLY,
        BY_FIN,
        BY_RST
    }

    /**
     * The server sends a piece of the body, as a chunk of its own where the body is chunked.
     *
     * @param bytes at least 1
     * @param flush whether it goes out at once, or together with the next
     */
    record Write(int bytes, boolean flush) implements Step {

        @Override
        public Optional<Step> smaller() {
            return bytes > 1 ? Optional.of(new Write(bytes / 2, true)) : Optional.empty();
        }
    }

    /**
     * The server ends its answer and the connection.
     *
     * @param how properly, or early
     */
    record End(Finish how) implements Step {}

    /**
     * The listener asks for more.
     *
     * @param chunks at least 1
     */
    record Request(long chunks) implements Step {

        @Override
        public Optional<Step> smaller() {
            return chunks > 1 ? Optional.of(new Request(chunks / 2)) : Optional.empty();
        }
    }

    /**
     * The listener waits a moment, of which the server makes use.
     *
     * @param micros how long
     */
    record Pause(int micros) implements Step {}

    /** The listener cancels. */
    record Cancel() implements Step {}

    /** The transport is closed. */
    record Close() implements Step {}
}
