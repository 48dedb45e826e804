package dev.pinwheel.etcd.examples;

/** What is done to one process of a real etcd cluster. */
enum RealFault {
    SIGSTOP,
    SIGKILL;

    /** Strikes a member, and tells how to mend it. */
    Runnable strike(RealEtcd.Member member) {
        if (this == SIGSTOP) {
            member.pause();
            return member::resume;
        }
        member.kill();
        return member::restart;
    }
}
