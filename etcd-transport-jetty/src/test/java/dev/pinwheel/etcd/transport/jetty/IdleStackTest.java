package dev.pinwheel.etcd.transport.jetty;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.jetty.util.Pool.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdleStackTest {
    private final IdleStack<String> stack = new IdleStack<>(3);

    @Test
    void whatWasGivenBackLast_isHandedOutFirst() {
        Entry<String> a = enabled("a");
        Entry<String> b = enabled("b");

        assertThat(stack.acquire()).isSameAs(b);
        assertThat(stack.acquire()).isSameAs(a);
        assertThat(stack.acquire()).as("both are in use").isNull();

        assertThat(b.release()).isTrue();
        assertThat(stack.acquire()).isSameAs(b);
    }

    @Test
    void aReservedSlot_countsAlready_butIsNotHandedOut() {
        Entry<String> slot = reserved();

        assertThat(stack.size()).isEqualTo(1);
        assertThat(slot.isReserved()).isTrue();
        assertThat(stack.acquire()).isNull();
    }

    @Test
    void thereAreNoMoreThanTheMost_untilOneIsRemoved() {
        Entry<String> first = reserved();
        reserved();
        reserved();
        assertThat(stack.reserve()).isNull();

        assertThat(first.remove()).isTrue();
        assertThat(stack.reserve()).isNotNull();
    }

    @Test
    void whatWasRemoved_doesNotComeBack() {
        Entry<String> slot = enabled("a");
        assertThat(stack.acquire()).isSameAs(slot);

        assertThat(slot.remove()).isTrue();
        assertThat(slot.remove()).isFalse();
        assertThat(slot.release()).isFalse();
        assertThat(slot.isInUse()).isFalse();
        assertThat(slot.isTerminated()).isTrue();
        assertThat(stack.acquire()).isNull();
    }

    @Test
    void aSlotIsEnabledOnce() {
        Entry<String> slot = reserved();
        assertThat(slot.enable("a", true)).isTrue();

        assertThat(slot.isInUse()).isTrue();
        assertThatThrownBy(() -> slot.enable("b", false)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void afterTheEnd_nothingIsHandedOut_orTakenBack() {
        Entry<String> pending = reserved();
        Entry<String> used = enabled("a");
        stack.acquire();
        Entry<String> idle = enabled("b");

        assertThat(stack.terminate()).containsExactlyInAnyOrder(pending, used, idle);

        assertThat(stack.isTerminated()).isTrue();
        assertThat(stack.acquire()).isNull();
        assertThat(stack.reserve()).isNull();
        assertThat(used.release()).isFalse();
        assertThat(pending.enable("c", false)).isFalse();
        assertThat(pending.getPooled()).isNull();
        assertThat(List.of(pending.remove(), used.remove(), idle.remove())).containsOnly(true);
    }

    /** Against a list that does the same slowly. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aLongTimeOfEverything(long seed) {
        Random random = new Random(seed);
        IdleStack<String> pool = new IdleStack<>(8);
        List<Entry<String>> idle = new ArrayList<>();
        List<Entry<String>> used = new ArrayList<>();
        for (int step = 0; step < 10_000; step++) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    Entry<String> fresh = pool.reserve();
                    assertThat(fresh == null).isEqualTo(idle.size() + used.size() == 8);
                    if (fresh != null) {
                        fresh.enable("step " + step, false);
                        idle.add(fresh);
                    }
                }
                case 1, 2 -> {
                    Entry<String> taken = pool.acquire();
                    assertThat(taken).isSameAs(idle.isEmpty() ? null : idle.remove(idle.size() - 1));
                    if (taken != null) {
                        used.add(taken);
                    }
                }
                case 3 -> {
                    if (!used.isEmpty()) {
                        Entry<String> back = used.remove(random.nextInt(used.size()));
                        assertThat(back.release()).isTrue();
                        idle.add(back);
                    }
                }
                default -> {
                    List<Entry<String>> from = random.nextBoolean() ? idle : used;
                    if (!from.isEmpty()) {
                        assertThat(from.remove(random.nextInt(from.size())).remove())
                                .isTrue();
                    }
                }
            }
            assertThat(pool.size()).isEqualTo(idle.size() + used.size());
            assertThat(pool.getIdleCount()).isEqualTo(idle.size());
            assertThat(pool.getInUseCount()).isEqualTo(used.size());
        }
    }

    private Entry<String> reserved() {
        return requireNonNull(stack.reserve(), "full");
    }

    private Entry<String> enabled(String content) {
        Entry<String> slot = reserved();
        slot.enable(content, false);
        return slot;
    }
}
