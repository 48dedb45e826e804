package dev.pinwheel.etcd.core.watch;

import static dev.pinwheel.etcd.core.watch.Watches.assertHandsOut;
import static dev.pinwheel.etcd.core.watch.Watches.assertReads;
import static dev.pinwheel.etcd.core.watch.Watches.change;
import static dev.pinwheel.etcd.core.watch.Watches.file;
import static dev.pinwheel.etcd.core.watch.Watches.found;
import static dev.pinwheel.etcd.core.watch.Watches.open;
import static dev.pinwheel.etcd.core.watch.Watches.removed;
import static dev.pinwheel.etcd.core.watch.Watches.set;
import static dev.pinwheel.etcd.core.watch.Watches.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.GapReason;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a follower's history looks like after a snapshot was read over it, seen on etcd 3.4.23. */
class DamagedHistoryTest {

    static Stream<PollEnd.Event> damaged() {
        return Stream.of(
                change(Action.SET, file("/foo", 7), file("/bar", 3)),
                change(Action.UPDATE, file("/foo", 7), file("/foo/x", 3)),
                change(Action.CREATE, file("/foo", 7), file("/foo", 3)),
                change(Action.DELETE, file("/foo", 7), file("/foo", 3)),
                change(Action.EXPIRE, file("/foo", 7), file("/foo", 3)),
                change(Action.COMPARE_AND_DELETE, file("/foo", 7), file("/foo", 3)));
    }

    static Stream<PollEnd.Event> sound() {
        return Stream.of(
                set("/foo", 7),
                change(Action.SET, file("/foo", 7), file("/foo", 3)),
                new PollEnd.Event(Action.CREATE, file("/foo", 7), Optional.empty()),
                change(Action.DELETE, removed("/foo", 7), file("/foo", 3)),
                change(Action.EXPIRE, removed("/foo", 7), file("/foo", 3)));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void W3_aDamagedEvent_isAskedForElsewhere(PollEnd.Event event) {
        WatchStep step = open(watch("/foo", 5), 9).after(event);

        assertThat(step.event()).isEmpty();
        assertThat(step.state().todo()).isEqualTo(new Todo.Poll(6, Todo.Where.ELSEWHERE, 1));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void aSoundEvent_isHandedOut(PollEnd.Event event) {
        assertHandsOut(open(watch("/foo", 5), 9).after(event), 7);
    }

    @Test
    void W6_damageEverywhere_isAGap_unlessTheKeyIsOlder() {
        PollEnd.Event damaged = change(Action.CREATE, file("/foo", 7), file("/foo", 3));
        WatchState watch = watch("/foo", 5);
        watch = open(watch, 9).after(damaged).state();
        watch = open(watch, 9).after(damaged).state();
        WatchStep third = open(watch, 9).after(damaged);

        assertReads(third, Todo.Question.FORGOTTEN);
        assertThat(third.state().after(found(9, file("/foo", 7))).state().todo())
                .isInstanceOfSatisfying(
                        Todo.Stop.class,
                        stop -> assertThat(stop.end()).isInstanceOfSatisfying(WatchEnd.Gap.class, gap -> {
                            assertThat(gap.from()).isEqualTo(6);
                            assertThat(gap.reason()).isEqualTo(GapReason.HISTORY_CLEARED);
                        }));
        assertThat(third.state().after(found(9, file("/foo", 5))).state().next())
                .isEqualTo(10);
    }
}
