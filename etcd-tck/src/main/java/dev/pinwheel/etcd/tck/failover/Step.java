package dev.pinwheel.etcd.tck.failover;

import java.util.List;

/** One step of a script; members are numbered from zero. */
sealed interface Step {

    /** What a call does. */
    enum Verb {
        GET,
        SET,
        CREATE,
        COMPARE_AND_SWAP,
        CREATE_IN_ORDER,
        DELETE;

        boolean isRepeatable() {
            return this == GET;
        }
    }

    /**
     * Calls at once; the next step waits for all of them.
     *
     * @param verbs one or more
     */
    record Calls(List<Verb> verbs) implements Step {}

    /**
     * The next requests at a member go wrong.
     *
     * @param member where
     * @param times how many
     * @param trouble how
     */
    record Next(int member, int times, Trouble trouble) implements Step {}

    /**
     * A member refuses new connections, until all is mended.
     *
     * @param member which
     */
    record Refuse(int member) implements Step {}

    /**
     * A member dies; it starts again when it is hit a second time.
     *
     * @param member which
     */
    record KillOrRestart(int member) implements Step {}

    /**
     * A member stands still; it goes on when it is hit a second time.
     *
     * @param member which
     */
    record PauseOrResume(int member) implements Step {}

    /** All faults are taken back, and all members run. */
    record Mend() implements Step {}
}
