package dev.pinwheel.etcd.tck.failover;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import dev.pinwheel.etcd.embedded.EmbeddedMember;
import dev.pinwheel.etcd.embedded.fault.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Does to a cluster what a script says. */
final class Mischief {
    private final EmbeddedEtcd cluster;
    private final Set<EmbeddedMember> killed = new HashSet<>();
    private final Set<EmbeddedMember> paused = new HashSet<>();

    Mischief(EmbeddedEtcd cluster) {
        this.cluster = cluster;
    }

    void take(Step step) {
        if (step instanceof Step.Next next) {
            cluster.faults()
                    .next(next.times())
                    .on(member(next.member()))
                    .inject(next.trouble().fault());
        } else if (step instanceof Step.Refuse refuse) {
            cluster.faults().always().on(member(refuse.member())).inject(Fault.refuse());
        } else if (step instanceof Step.KillOrRestart kill) {
            killOrRestart(member(kill.member()));
        } else if (step instanceof Step.PauseOrResume pause) {
            pauseOrResume(member(pause.member()));
        } else if (step instanceof Step.Mend) {
            cluster.faults().clear();
            List.copyOf(killed).forEach(this::killOrRestart);
            List.copyOf(paused).forEach(this::pauseOrResume);
        }
    }

    private void killOrRestart(EmbeddedMember member) {
        if (killed.remove(member)) {
            member.restart();
        } else {
            paused.remove(member);
            killed.add(member);
            member.kill();
        }
    }

    private void pauseOrResume(EmbeddedMember member) {
        if (paused.remove(member)) {
            member.resume();
        } else if (!killed.contains(member)) {
            paused.add(member);
            member.pause();
        }
    }

    private EmbeddedMember member(int number) {
        return cluster.members().get(number);
    }
}
