package dev.pinwheel.etcd.embedded.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An answer that is left open while its lines are read in the background. */
final class OpenAnswer implements AutoCloseable {
    static final Object NONE = Map.of("$none", true);
    private static final Object END = Map.of("$end", true);
    private static final Object ABORTED = Map.of("$aborted", true);

    private final Wire wire;
    private final BlockingQueue<Object> lines = new LinkedBlockingQueue<>();

    OpenAnswer(Wire wire) {
        this.wire = wire;
        Thread reader = new Thread(this::read, "golden-reader");
        reader.setDaemon(true);
        reader.start();
    }

    static boolean isLast(Object line) {
        return line.equals(END) || line.equals(ABORTED) || line.equals(NONE);
    }

    /** The next line, how the body ended, or {@link #NONE}. */
    Object next(Duration longest) throws InterruptedException {
        Object line = Optional.ofNullable(lines.poll(longest.toMillis(), TimeUnit.MILLISECONDS))
                .orElse(NONE);
        if (line.equals(END) || line.equals(ABORTED)) {
            lines.add(line);
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

    private void read() {
        StringBuilder pending = new StringBuilder();
        Object ending = END;
        try {
            wire.waitForever();
            for (byte[] chunk = wire.readChunk(); chunk.length > 0; chunk = wire.readChunk()) {
                pending.append(new String(chunk, StandardCharsets.UTF_8));
                for (int end = pending.indexOf("\n"); end >= 0; end = pending.indexOf("\n")) {
                    lines.add(JsonValues.parse(pending.substring(0, end)));
                    pending.delete(0, end + 1);
                }
            }
        } catch (IOException | NumberFormatException cut) {
            ending = ABORTED;
        }
        lines.add(ending);
    }
}
