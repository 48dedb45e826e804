package dev.pinwheel.etcd.core.dispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BodyBufferTest {

    @Property
    void chunksOfAnySizeAndKind_makeTheBody(@ForAll long seed, @ForAll @IntRange(max = 60) int count) {
        Random random = new Random(seed);
        BodyBuffer buffer = new BodyBuffer(Integer.MAX_VALUE);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            byte[] chunk = new byte[random.nextInt(random.nextBoolean() ? 4 : 5_000)];
            random.nextBytes(chunk);
            body.writeBytes(chunk);
            assertThat(buffer.append(asSomeKind(chunk, random))).isTrue();
        }

        assertThat(buffer.toArray()).isEqualTo(body.toByteArray());
    }

    private static ByteBuffer asSomeKind(byte[] chunk, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> ByteBuffer.wrap(chunk);
            case 1 -> ByteBuffer.wrap(chunk).asReadOnlyBuffer();
            case 2 -> ByteBuffer.allocateDirect(chunk.length).put(chunk).flip();
            default ->
                ByteBuffer.wrap(Arrays.copyOf(chunk, chunk.length + 7), 0, chunk.length)
                        .slice();
        };
    }

    @Test
    void aBodyInOneChunk_isNotCopied() {
        BodyBuffer buffer = new BodyBuffer(100);
        byte[] whole = "whole".getBytes(US_ASCII);
        buffer.append(ByteBuffer.wrap(whole));

        assertThat(buffer.toArray()).isSameAs(whole);
    }

    @Test
    void TC5_whatDoesNotFit_isRefused_andTheRestStays() {
        BodyBuffer buffer = new BodyBuffer(5);
        assertThat(buffer.append(ByteBuffer.wrap(new byte[3]))).isTrue();
        assertThat(buffer.append(ByteBuffer.wrap(new byte[3]))).isFalse();
        assertThat(buffer.append(ByteBuffer.wrap(new byte[2]))).isTrue();

        assertThat(buffer.toArray()).hasSize(5);
    }

    @Test
    void anEmptyBody_isNoBytes() {
        BodyBuffer buffer = new BodyBuffer(5);
        buffer.append(ByteBuffer.allocate(0));

        assertThat(buffer.toArray()).isEmpty();
    }
}
