package dev.pinwheel.etcd.embedded.injection;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.fault.Injection;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One fault, what it is to strike, and how often it has. Thread-safe. */
final class Script implements Injection {
    private final Aim aim;
    private final Fault fault;
    private final Consumer<Script> whenCancelled;
    private final AtomicReference<Uses> uses;

    Script(Aim aim, Fault fault, Consumer<Script> whenCancelled) {
        this.aim = aim;
        this.fault = fault;
        this.whenCancelled = whenCancelled;
        this.uses = new AtomicReference<>(new Uses(0, aim.uses(), false));
    }

    /** What has been used up. */
    private record Uses(int hits, OptionalInt remaining, boolean cancelled) {

        boolean isOver() {
            return cancelled || (remaining.isPresent() && remaining.getAsInt() == 0);
        }

        Uses hit() {
            return isOver()
                    ? this
                    : new Uses(
                            hits + 1,
                            remaining.isPresent() ? OptionalInt.of(remaining.getAsInt() - 1) : remaining,
                            false);
        }

        Uses cancel() {
            return new Uses(hits, OptionalInt.of(0), true);
        }
    }

    Aim aim() {
        return aim;
    }

    Fault fault() {
        return fault;
    }

    /** Takes one use, if there is one left. */
    boolean use() {
        return !uses.getAndUpdate(Uses::hit).isOver();
    }

    boolean isOver() {
        return uses.get().isOver();
    }

    boolean isCancelled() {
        return uses.get().cancelled();
    }

    void end() {
        uses.updateAndGet(Uses::cancel);
    }

    @Override
    public int hits() {
        return uses.get().hits();
    }

    @Override
    public OptionalInt remaining() {
        return uses.get().remaining();
    }

    @Override
    public void cancel() {
        whenCancelled.accept(this);
    }

    /** The fault and what it strikes, for logs. */
    @Override
    public String toString() {
        return fault + " for " + aim.requests() + ", " + uses.get().hits() + " hits";
    }
}
