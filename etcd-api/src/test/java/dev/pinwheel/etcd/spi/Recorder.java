package dev.pinwheel.etcd.spi;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records the signals of one exchange as words: "start", "head 200", "data abc", "complete", "failure CANCELLED". */
final class Recorder implements ResponseListener {
    final List<String> signals = new CopyOnWriteArrayList<>();

    private Consumer<String> reaction = signal -> {};
    private @Nullable Exchange exchange;
    private @Nullable TransportException failure;

    /** Does something inside each callback. */
    Recorder reacting(Consumer<String> inCallback) {
        reaction = inCallback;
        return this;
    }

    Exchange exchange() {
        return java.util.Objects.requireNonNull(exchange);
    }

    TransportException failure() {
        return java.util.Objects.requireNonNull(failure);
    }

    @Override
    public void onStart(Exchange started) {
        exchange = started;
        signal("start");
    }

    @Override
    public void onHeaders(ResponseHead head) {
        signal("head " + head.status());
    }

    @Override
    public void onData(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        signal("data " + new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void onComplete() {
        signal("complete");
    }

    @Override
    public void onFailure(TransportException failed) {
        failure = failed;
        signal("failure " + failed.kind());
    }

    private void signal(String signal) {
        signals.add(signal);
        reaction.accept(signal);
    }
}
