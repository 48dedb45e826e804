package dev.pinwheel.etcd.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import dev.pinwheel.etcd.core.dispatch.InvalidAnswer;
import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.Node;
import dev.pinwheel.etcd.keys.OnGap;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import dev.pinwheel.etcd.keys.WatchPosition;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Watches and news for tests of the pure machine; the clock begins at zero. */
final class Watches {
    static final URI A = URI.create("http://a:2379");
    static final String ID = "c1";

    private Watches() {}

    /** A watch of one key in cluster {@link #ID} that has decided everything up to an index. */
    static WatchState watch(String key, long decided) {
        return WatchState.of(key, WatchOptions.from(new WatchPosition(ID, decided)));
    }

    static WatchState recursive(String key, long decided) {
        return WatchState.of(key, WatchOptions.recursive().withFrom(new WatchPosition(ID, decided)));
    }

    static WatchState resyncing(String key, long decided) {
        return WatchState.of(
                key,
                WatchOptions.recursive()
                        .withFrom(new WatchPosition(ID, decided))
                        .withOnGap(OnGap.RESYNC));
    }

    /** The watch with a poll open at a member of that index. */
    static WatchState open(WatchState watch, long index) {
        WatchState open = watch.after(head(index)).state();
        assertThat(open.todo()).isInstanceOf(Todo.Await.class);
        return open;
    }

    static PollHead head(long index) {
        return head(index, ID);
    }

    static PollHead head(long index, String clusterId) {
        return new PollHead(A, clusterId, index, PollHead.Route.DIRECT, Duration.ZERO);
    }

    static PollEnd.Event set(String key, long index) {
        return new PollEnd.Event(Action.SET, file(key, index), Optional.empty());
    }

    static PollEnd.Event change(Action action, Node node, Node prevNode) {
        return new PollEnd.Event(action, node, Optional.of(prevNode));
    }

    static PollEnd.TimeUp timeUp() {
        return new PollEnd.TimeUp(Duration.ofSeconds(45));
    }

    static PollEnd.Refused refused(int code, long index) {
        return new PollEnd.Refused(error(code, index), ID, A);
    }

    static ErrorBody error(int code, long index) {
        return new ErrorBody(code, "refused", "", index);
    }

    static InvalidAnswer garbage() {
        return new InvalidAnswer(A, "a page", 200, "text/html", "<html>", false, null);
    }

    static ReadEnd.Found found(long index, Node node) {
        return new ReadEnd.Found(A, ID, index, Optional.of(node));
    }

    static ReadEnd.Found nothing(long index) {
        return new ReadEnd.Found(A, ID, index, Optional.empty());
    }

    static Node file(String key, long modified) {
        return new Node(key, "v" + modified, false, List.of(), modified, modified, Optional.empty(), Optional.empty());
    }

    /** What is left of a file. */
    static Node removed(String key, long modified) {
        return new Node(key, "", false, List.of(), 1, modified, Optional.empty(), Optional.empty());
    }

    static Node dir(String key, long modified, Node... nodes) {
        return new Node(key, "", true, List.of(nodes), modified, modified, Optional.empty(), Optional.empty());
    }

    static void assertHandsOut(WatchStep step, long index) {
        assertThat(step.event().map(WatchEvent::index)).contains(index);
        assertThat(step.state().position()).isEqualTo(new WatchPosition(ID, index));
    }

    static void assertAsksAgain(WatchStep step, long index) {
        assertThat(step.event()).isEmpty();
        assertThat(step.state().todo())
                .isInstanceOfSatisfying(
                        Todo.Poll.class,
                        poll -> assertThat(poll.index()).as("waitIndex").isEqualTo(index));
    }

    static void assertReads(WatchStep step, Todo.Question question) {
        assertThat(step.event()).isEmpty();
        assertThat(step.state().todo())
                .isInstanceOfSatisfying(
                        Todo.Read.class, read -> assertThat(read.question()).isEqualTo(question));
    }
}
