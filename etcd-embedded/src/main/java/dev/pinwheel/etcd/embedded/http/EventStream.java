package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.replication.Feed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An answer whose head is sent at once and whose body is the events of a watch, one JSON document with a newline each,
 * as they happen.
 *
 * <p>Whoever sends it asks for the {@link #next()} part until none is there, and again whenever {@link #onParts} calls.
 * One thread at a time asks. When the client goes away, or the server does, {@link #close()} ends the watch.
 */
final class EventStream implements Answer.Prompt {
    private final List<Header> headers;
    private final Feed feed;
    private final Extent extent;
    private final AtomicBoolean over;

    private EventStream(List<Header> headers, Feed feed, Extent extent, AtomicBoolean over) {
        this.headers = headers;
        this.feed = feed;
        this.extent = extent;
        this.over = over;
    }

    /** How much a client wants to hear. */
    enum Extent {
        ONE_EVENT,
        ALL_EVENTS
    }

    /** What there is to send. */
    sealed interface Part {

        /** The text of one event. */
        record Text(String json) implements Part {}

        /** Nothing as yet. */
        record NothingYet() implements Part {}

        /** The end of the body. */
        record End() implements Part {}
    }

    static EventStream of(Feed feed, Extent extent) {
        List<Header> headers = List.of(new Header("Content-Type", "application/json"));
        return new EventStream(headers, feed, extent, new AtomicBoolean());
    }

    @Override
    public int status() {
        return 200;
    }

    @Override
    public List<Header> headers() {
        return headers;
    }

    @Override
    public EventStream with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new EventStream(List.copyOf(more), feed, extent, over);
    }

    /** Sets whom to call when there is something to send; called at once if there is. The call must not block. */
    void onParts(Runnable listener) {
        feed.onEvents(listener);
    }

    Part next() {
        if (over.get()) {
            return new Part.End();
        }
        Optional<Part> text = feed.take().map(event -> new Part.Text(KeysJson.of(event)));
        if (text.isPresent() && extent == Extent.ONE_EVENT) {
            over.set(true);
            feed.close();
        }
        return text.orElseGet(Part.NothingYet::new);
    }

    void close() {
        feed.close();
    }
}
