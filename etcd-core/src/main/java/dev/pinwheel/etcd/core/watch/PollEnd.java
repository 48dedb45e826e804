package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import dev.pinwheel.etcd.core.dispatch.InvalidAnswer;
import dev.pinwheel.etcd.keys.Action;
import dev.pinwheel.etcd.keys.Node;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How a poll ended. */
sealed interface PollEnd {

    /**
     * With an event, complete and well-formed.
     *
     * @param action what was done
     * @param node the node after it
     * @param prevNode the node before it, where there was one
     */
    record Event(Action action, Node node, Optional<Node> prevNode) implements PollEnd {

        /**
         * Whether this is from a history that a snapshot was read over (see the package): no change looks like that.
         */
        boolean isDamaged() {
            boolean isOfAnotherKey =
                    prevNode.filter(prev -> !prev.key().equals(node.key())).isPresent();
            boolean isOldCreation = action == Action.CREATE && prevNode.isPresent();
            boolean isLiveRemoval = Scope.isRemoval(action) && !node.value().isEmpty();
            return isOfAnotherKey || isOldCreation || isLiveRemoval;
        }
    }

    /**
     * Cleanly, after its head, with an empty body.
     *
     * @param at when, by the clock of {@link PollHead#at()}
     */
    record Empty(Duration at) implements PollEnd {}

    /**
     * By the driver, as the time for one poll was up, or as {@link WatchState#isOvertaken} said so; not a byte of a
     * body had come, the endpoint was not suspect (F13), and it had answered another question since the head, some time
     * ago.
     *
     * @param at when, by the clock of {@link PollHead#at()}
     */
    record TimeUp(Duration at) implements PollEnd {}

    /**
     * With a refusal by etcd, of a status below 500.
     *
     * @param error what etcd said
     * @param clusterId the id of its cluster; empty if it sent none that is one
     * @param endpoint who refused
     */
    record Refused(ErrorBody error, String clusterId, URI endpoint) implements PollEnd {

        public Refused {
            clusterId = Numbers.clusterId(clusterId);
        }
    }

    /**
     * In any other way that proves nothing: not sent, no head in time, a server failure, a reset, a stall, an end in
     * the midst of a body, or because the driver wants another endpoint.
     *
     * @param at when, by the clock of {@link PollHead#at()}
     */
    record Interrupted(Duration at) implements PollEnd {}

    /**
     * With what cannot be etcd's answer.
     *
     * @param answer what it was
     */
    record Garbage(InvalidAnswer answer) implements PollEnd {}
}
