package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.Exchange;
import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.ResponseHead;
import dev.pinwheel.etcd.spi.ResponseListener;
import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Stands between the reference and a listener, and spoils signals on their way. */
final class FlawedListener implements ResponseListener {
    private final ResponseListener listener;
    private final Flaws flaws;

    FlawedListener(ResponseListener listener, Flaws flaws) {
        this.listener = listener;
        this.flaws = flaws;
    }

    @Override
    public void onStart(Exchange exchange) {
        guarded(() -> listener.onStart(exchange));
        if (flaws.has(Flaw.STARTS_TWICE)) {
            listener.onStart(exchange);
        }
    }

    @Override
    public void onHeaders(ResponseHead head) {
        ResponseHead passed = flaws.has(Flaw.LOSES_DUPLICATE_HEADERS) ? withoutDuplicates(head) : head;
        guarded(() -> listener.onHeaders(passed));
        if (flaws.has(Flaw.SIGNALS_THE_HEAD_TWICE)) {
            listener.onHeaders(passed);
        }
    }

    private static ResponseHead withoutDuplicates(ResponseHead head) {
        Map<String, Headers.Field> first = new LinkedHashMap<>();
        head.headers().fields().forEach(field -> first.putIfAbsent(field.name().toLowerCase(Locale.ROOT), field));
        return new ResponseHead(head.status(), head.protocol(), new Headers(List.copyOf(first.values())));
    }

    @Override
    public void onData(ByteBuffer chunk) {
        guarded(() -> listener.onData(chunk));
    }

    @Override
    public void onComplete() {
        if (flaws.has(Flaw.FAILS_AFTER_A_THROW_FROM_ON_COMPLETE)) {
            try {
                listener.onComplete();
            } catch (Throwable thrown) {
                listener.onFailure(new TransportException(Kind.LISTENER, false, "the listener threw", thrown));
            }
            return;
        }
        listener.onComplete();
        if (flaws.has(Flaw.SIGNALS_TWO_ENDS)) {
            listener.onComplete();
        }
    }

    @Override
    public void onFailure(TransportException failure) {
        if (failure.kind() == Kind.CANCELLED && flaws.has(Flaw.DROPS_THE_END_AFTER_CANCEL)) {
            return;
        }
        listener.onFailure(failure);
    }

    private void guarded(Runnable signal) {
        try {
            signal.run();
        } catch (Throwable thrown) {
            if (!flaws.has(Flaw.SWALLOWS_WHAT_A_LISTENER_THROWS)) {
                throw thrown;
            }
        }
    }
}
