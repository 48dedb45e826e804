package dev.pinwheel.etcd.core.dispatch;

import java.net.URI;
import java.time.Duration;

/**
 * Is told for which endpoints calls wait, and may find out meanwhile that one of them is dead or cut off (F13).
 *
 * <p>Safe for use by many threads; its methods return at once.
 */
public interface Lookout {
    /** Looks out for nothing. */
    Lookout NONE = new Lookout() {
        @Override
        public Duration patience() {
            return Duration.ZERO;
        }

        @Override
        public Post waiting(URI endpoint, Runnable moveOn) {
            return Post.LEFT;
        }

        @Override
        public Post polling(URI endpoint, Runnable moveOn) {
            return Post.LEFT;
        }

        @Override
        public void heardFrom(URI endpoint) {
            // Nothing follows.
        }

        @Override
        public void hasRead(URI endpoint) {
            // Nothing follows.
        }
    };

    /** After how long a wait for a response head it wants to be told of it; zero for never. */
    Duration patience();

    /**
     * A call has waited that long, and goes on waiting.
     *
     * @param moveOn is run when the endpoint has become suspect
     * @return to be left when the wait is over
     */
    Post waiting(URI endpoint, Runnable moveOn);

    /**
     * A long poll is open.
     *
     * @param moveOn is run when the endpoint has become suspect and another is known to be healthy
     * @return to be left when the poll is over
     */
    Post polling(URI endpoint, Runnable moveOn);

    /** A part of some answer has come from there: a sign of life. */
    void heardFrom(URI endpoint);

    /** A member has answered a read by itself, without asking the others. */
    void hasRead(URI endpoint);

    /** Something that is waited for. */
    @FunctionalInterface
    interface Post {
        /** Nothing any more. */
        Post LEFT = () -> {};

        /** The wait is over. May be called more than once. */
        void leave();
    }
}
