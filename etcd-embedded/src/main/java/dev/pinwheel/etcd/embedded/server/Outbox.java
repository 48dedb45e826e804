package dev.pinwheel.etcd.embedded.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** What is to be sent on one connection, in order. Used on the server's thread only. */
final class Outbox {
    private final Queue<Item> items = new ArrayDeque<>();
    private long size;

    private record Item(ByteBuffer bytes, Runnable whenTaken) {}

    void add(byte[] bytes, Runnable whenTaken) {
        items.add(new Item(ByteBuffer.wrap(bytes), whenTaken));
        size += bytes.length;
    }

    /** Writes what the wire takes, as far as the ration goes. */
    void flush(Wire wire, Ration ration) throws IOException {
        wire.flush();
        for (Item item = items.peek(); item != null && !ration.isUsedUp(); item = items.peek()) {
            write(item.bytes(), wire, ration);
            if (item.bytes().hasRemaining()) {
                return;
            }
            items.remove();
            item.whenTaken().run();
        }
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** How many bytes are left. */
    long size() {
        return size;
    }

    void clear() {
        items.clear();
        size = 0;
    }

    private void write(ByteBuffer bytes, Wire wire, Ration ration) throws IOException {
        int before = bytes.position();
        int end = bytes.limit();
        bytes.limit(before + Math.min(end - before, ration.left()));
        wire.write(bytes);
        bytes.limit(end);
        int count = bytes.position() - before;
        size -= count;
        ration.take(count);
    }
}
