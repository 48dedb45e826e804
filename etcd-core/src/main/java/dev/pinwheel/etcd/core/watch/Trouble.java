package dev.pinwheel.etcd.core.watch;

import java.time.Duration;

/**
 * What went wrong in a row.
 *
 * @param failures how often
 * @param garbage how often by what cannot be etcd's answer
 */
record Trouble(int failures, int garbage) {
    static final Trouble NONE = new Trouble(0, 0);

    /** A poll that stayed open for so long did not fail at once. */
    static final Duration LASTING = Duration.ofSeconds(1);

    private static final int HOPELESS = 3;

    Trouble oneMore() {
        return new Trouble(failures + 1, garbage);
    }

    Trouble oneMoreOfGarbage() {
        return new Trouble(failures + 1, garbage + 1);
    }

    /** Whether it is no accident that there is no etcd. */
    boolean isHopeless() {
        return garbage >= HOPELESS;
    }
}
