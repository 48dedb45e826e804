package dev.pinwheel.etcd.embedded.injection;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.fault.Injection;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One fault, what it is to strike, and how often it has. Thread-safe. */
final class Script implements Injection {
    private final Aim aim;
    private final Fault fault;
    private final Consumer<Script> whenCancelled;
    private OptionalInt remaining;
    private int hits;
    private boolean cancelled;

    Script(Aim aim, Fault fault, Consumer<Script> whenCancelled) {
        this.aim = aim;
        this.fault = fault;
        this.whenCancelled = whenCancelled;
        this.remaining = aim.uses();
    }

    Aim aim() {
        return aim;
    }

    Fault fault() {
        return fault;
    }

    /** Takes one use, if there is one left. */
    synchronized boolean use() {
        if (isOver()) {
            return false;
        }
        hits++;
        if (remaining.isPresent()) {
            remaining = OptionalInt.of(remaining.getAsInt() - 1);
        }
        return true;
    }

    synchronized boolean isOver() {
        return remaining.isPresent() && remaining.getAsInt() == 0;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    synchronized void end() {
        cancelled = true;
        remaining = OptionalInt.of(0);
    }

    @Override
    public synchronized int hits() {
        return hits;
    }

    @Override
    public synchronized OptionalInt remaining() {
        return remaining;
    }

    @Override
    public void cancel() {
        whenCancelled.accept(this);
    }

    /** The fault and what it strikes, for logs. */
    @Override
    public String toString() {
        return fault + " for " + aim.requests() + ", " + hits() + " hits";
    }
}
