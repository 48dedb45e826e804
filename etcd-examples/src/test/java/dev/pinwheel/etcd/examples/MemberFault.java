package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.embedded.EmbeddedMember;

/** What is done to one member of an embedded cluster. */
enum MemberFault {
    NOTHING,
    KILL,
    PAUSE,
    ISOLATION,
    /** A follower falls behind, and then jumps over what it missed without a word to its watches. */
    SNAPSHOT;

    /** A leader has nobody to get a snapshot from. */
    boolean mayStrike(EmbeddedMember member) {
        return this != SNAPSHOT || !member.isLeader();
    }

    /** Strikes a member, and tells how to mend it. */
    Runnable strike(EmbeddedMember member) {
        return switch (this) {
            case NOTHING -> () -> {};
            case KILL -> now(member::kill, member::restart);
            case PAUSE -> now(member::pause, member::resume);
            case ISOLATION -> now(member::isolate, member::heal);
            case SNAPSHOT -> now(member::holdBack, member::catchUpFromSnapshot);
        };
    }

    private static Runnable now(Runnable strike, Runnable mend) {
        strike.run();
        return mend;
    }
}
