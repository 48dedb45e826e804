package dev.pinwheel.etcd.tck.reference;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A body that is unpacked for a listener who has not asked for it. */
final class DecodedBody implements Body {
    private final Body body;
    private boolean decoded;

    DecodedBody(Body body) {
        this.body = body;
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        if (decoded) {
            return null;
        }
        decoded = true;
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (ByteBuffer chunk = body.next(); chunk != null; chunk = body.next()) {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes);
            packed.writeBytes(bytes);
        }
        return ByteBuffer.wrap(new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())).readAllBytes());
    }

    @Override
    public boolean leavesConnectionOpen() {
        return body.leavesConnectionOpen();
    }
}
