package dev.pinwheel.etcd.core.watch;

import dev.pinwheel.etcd.core.dispatch.PollListener;
import dev.pinwheel.etcd.spi.ResponseHead;
import java.net.URI;
import java.time.Duration;

/** One long poll of a watch. */
final class OpenPoll implements PollListener {
    private final Watch watch;

    private volatile boolean bodyIsComing;
    private boolean hadLonger;
    private boolean isEnding;

    /**
     * What its head tells.
     *
     * @param endpoint who was asked
     * @param head the head
     * @param isRedirected whether it came by a redirect
     * @param at when
     */
    record Opened(URI endpoint, ResponseHead head, boolean isRedirected, Duration at) {}

    OpenPoll(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void opened(URI endpoint, ResponseHead head, boolean isRedirected) {
        watch.opened(this, new Opened(endpoint, head, isRedirected, watch.now()));
    }

    @Override
    public void bodyBegan() {
        bodyIsComing = true;
    }

    /** Whether an event is on its way: then silence proves nothing. */
    boolean isBodyComing() {
        return bodyIsComing;
    }

    /** Whether an event that is on its way is waited for: once. */
    boolean mayTakeLonger() {
        boolean isFirst = !hadLonger;
        hadLonger = true;
        return isFirst;
    }

    /** Whether its end is to be begun: once. */
    boolean mayEnd() {
        boolean isFirst = !isEnding;
        isEnding = true;
        return isFirst;
    }
}
