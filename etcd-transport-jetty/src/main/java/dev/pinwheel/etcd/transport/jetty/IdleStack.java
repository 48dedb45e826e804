package dev.pinwheel.etcd.transport.jetty;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.util.Pool;
import org.jspecify.annotations.Nullable;

/**
 * A pool that hands out what was given back last, so that what is too much stays idle until it times out. To reserve,
 * acquire, release and remove takes the same time, however much is in it. Safe for use by many threads.
 *
 * @param <P> what is pooled; each is used by one at a time
 */
final class IdleStack<P> implements Pool<P> {
    private final int most;

    // The lock guards what is below and in the slots, and is not held while anything else is called.
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Slot> all = new HashSet<>();
    private @Nullable Slot top;
    private boolean isTerminated;

    /** With so many slots at the most. */
    IdleStack(int most) {
        this.most = most;
    }

    private enum State {
        RESERVED,
        IDLE,
        IN_USE,
        REMOVED
    }

    @Override
    public @Nullable Entry<P> reserve() {
        return locked(() -> {
            if (isTerminated || all.size() >= most) {
                return null;
            }
            Slot slot = new Slot();
            all.add(slot);
            return slot;
        });
    }

    @Override
    public @Nullable Entry<P> acquire() {
        return locked(() -> {
            Slot slot = isTerminated ? null : top;
            if (slot != null) {
                slot.pull();
                slot.state = State.IN_USE;
            }
            return slot;
        });
    }

    @Override
    public boolean isTerminated() {
        return locked(() -> isTerminated);
    }

    @Override
    public Collection<Entry<P>> terminate() {
        return locked(() -> {
            isTerminated = true;
            List<Entry<P>> left = List.copyOf(all);
            all.clear();
            return left;
        });
    }

    @Override
    public int size() {
        return locked(all::size);
    }

    @Override
    public int getMaxSize() {
        return most;
    }

    @Override
    public Stream<Entry<P>> stream() {
        return locked(() -> List.<Entry<P>>copyOf(all)).stream();
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** A place for one of what is pooled; while that is idle it hangs between those that came before and after it. */
    private final class Slot implements Entry<P> {
        private State state = State.RESERVED;
        private volatile @Nullable P pooled;
        private @Nullable Slot below;
        private @Nullable Slot above;

        @Override
        public boolean enable(P content, boolean acquire) {
            return locked(() -> {
                if (isGone()) {
                    return false;
                }
                if (state != State.RESERVED) {
                    throw new IllegalStateException("enabled already; reserve another");
                }
                pooled = content;
                if (acquire) {
                    state = State.IN_USE;
                } else {
                    push();
                }
                return true;
            });
        }

        @Override
        public @Nullable P getPooled() {
            return pooled;
        }

        @Override
        public boolean release() {
            return locked(() -> {
                boolean isReleased = state == State.IN_USE && !isTerminated;
                if (isReleased) {
                    push();
                }
                return isReleased;
            });
        }

        @Override
        public boolean remove() {
            return locked(() -> {
                boolean isRemoved = state != State.REMOVED;
                if (state == State.IDLE) {
                    pull();
                }
                state = State.REMOVED;
                all.remove(this);
                return isRemoved;
            });
        }

        @Override
        public boolean isReserved() {
            return is(State.RESERVED);
        }

        @Override
        public boolean isIdle() {
            return is(State.IDLE);
        }

        @Override
        public boolean isInUse() {
            return is(State.IN_USE);
        }

        @Override
        public boolean isTerminated() {
            return locked(this::isGone);
        }

        private boolean is(State asked) {
            return locked(() -> state == asked);
        }

        // What follows is called with the lock held.

        private boolean isGone() {
            return state == State.REMOVED || isTerminated;
        }

        private void push() {
            state = State.IDLE;
            below = top;
            if (below != null) {
                below.above = this;
            }
            top = this;
        }

        private void pull() {
            if (above == null) {
                top = below;
            } else {
                above.below = below;
            }
            if (below != null) {
                below.above = above;
            }
            above = null;
            below = null;
        }
    }
}
