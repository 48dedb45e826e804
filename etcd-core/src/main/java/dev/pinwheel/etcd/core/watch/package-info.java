/**
 * How a watch loses nothing, and says so when it cannot know: pure decisions on immutable values, without I/O, clock or
 * thread (rules W). {@link dev.pinwheel.etcd.core.watch.WatchState} is the machine; whoever drives it does what
 * {@link dev.pinwheel.etcd.core.watch.WatchState#todo()} says, and reports how that went.
 *
 * <p><b>Why it is right.</b> The invariant: every visible change below {@code w} was handed out, once and in order, or
 * lies in a declared gap. Let {@code A} be a member's index. Its history is contiguous from its oldest change to
 * {@code A}, whether it got there by the log or by a snapshot: what a snapshot skips are the wake-ups of those who
 * wait, never the history that it replaces. A poll at {@code w} is registered, and the history searched, in one step,
 * at the index {@code S = A} that its head tells.
 *
 * <ul>
 *   <li><i>An event {@code M ≤ S}</i> can only be from that search, which finds the first match: nothing visible lies
 *       in [w, M). So it is handed out, and {@code w = M + 1}.
 *   <li><i>An event {@code M > S}</i> is a wake-up. The search found nothing, so [w, S] is empty, and {@code w} becomes
 *       {@code f = max(w, S + 1)}. Of [f, M) nothing is known: the member may have jumped across it by a snapshot. It
 *       has {@code M} in its history now, so asking there at {@code f} gives the first match, or tells that the history
 *       begins later. Two cases need no second request: {@code M = f}, as nothing lies between; and a change of the
 *       watched key itself whose {@code prevNode} is a file with a modifiedIndex below {@code f}. Whatever writes a
 *       file gives it the index of that change, and a key that is deleted and written again has a higher one; so this
 *       file stood untouched, below it there could be nothing, and no directory above it was removed, throughout [f,
 *       M). A creation has no prevNode, and a directory's index does not move: both ask again.
 *   <li><i>A follower that lags</i> ({@code S < w - 1}) proves nothing by waiting, and its wake-ups are such with
 *       {@code f = w}. A quorum read tells it from a cluster that was restored: that one's index is below {@code w -
 *       1}, an index which was committed once.
 *   <li><i>The end of a poll without an event</i>, be it clean or because its time was up, proves [w, S] empty: an
 *       event that the search had found would have been sent right behind the head. Only the member itself can be
 *       trusted with that, not what may stand between, and only some time after the head. When it is we who end the
 *       poll, the member may have been stopped between the two; so it is asked something else first, and given some
 *       time once it has answered. Everything else proves nothing.
 *   <li><i>401</i> says that changes at {@code w} may be forgotten. If the quorum read finds a file with a
 *       modifiedIndex below {@code w}, nothing visible can have happened, as above; otherwise it is a gap up to the
 *       read's index.
 * </ul>
 *
 * <p>In no other way does {@code w} move.
 *
 * <p><b>Where it ends.</b> A cluster that was restored under the same id, and has overtaken {@code w} before it is
 * asked, cannot be told. And the argument takes a history for true: etcd 3.4.23 reads a snapshot over the history that
 * a running member has, so that fields which the new events lack keep what the old ones had. Seen there: events hidden
 * from the search, values on deletions, a prevNode of another key. Its source lets expect that this lasts until 1,000
 * more changes have passed, and that a member which starts with the snapshot is free of it. An event that shows such
 * damage counts for nothing, and another member is asked; when three in a row have shown it, the history counts as
 * forgotten. What a damaged history hides without such a sign is lost. (That the prevNode is not the last change which
 * was handed out is no sign: a refresh moves its index, and tells nobody.)
 */
@NullMarked
package dev.pinwheel.etcd.core.watch;

import org.jspecify.annotations.NullMarked;
