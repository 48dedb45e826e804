package dev.pinwheel.etcd.tck.bench;

import dev.pinwheel.etcd.tck.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches the order of one exchange's signals: the grammar (T2.3, T2.4), one after the other (T2.5), without deep
 * recursion (T2.6), and within demand (T3.4).
 */
final class Grammar {
    private final List<Violation> violations = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private @Nullable Thread inside;
    private int depth;
    private long demand;

    synchronized void requested(long chunks) {
        if (chunks > 0) {
            demand = demand + chunks < 0 ? Long.MAX_VALUE : demand + chunks;
        }
    }

    synchronized void enter(Signal signal) {
        checkSerial(signal);
        checkOrder(signal);
        signals.add(signal);
        inside = Thread.currentThread();
        depth++;
    }

    synchronized void leave() {
        depth--;
        if (depth == 0) {
            inside = null;
        }
    }

    synchronized void violated(Rule rule, String what) {
        violations.add(new Violation(rule, what));
    }

    synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    synchronized List<Signal> signals() {
        return List.copyOf(signals);
    }

    private void checkSerial(Signal signal) {
        if (inside == null) {
            return;
        }
        String where = signal + " inside another signal";
        if (inside != Thread.currentThread()) {
            violated(Rule.T2_5, where + ", of thread " + inside.getName());
        } else if (signal != Signal.DATA) {
            violated(Rule.T2_5, where);
        } else if (depth > 1) {
            violated(Rule.T2_6, "onData inside onData inside another signal: request recurses");
        }
    }

    private void checkOrder(Signal signal) {
        boolean first = signals.isEmpty();
        if (first != (signal == Signal.START)) {
            violated(Rule.T2_1, signal + " after " + signals);
        }
        if (signals.stream().anyMatch(Signal::isTerminal)) {
            violated(signal.isTerminal() ? Rule.T2_4 : Rule.T2_3, signal + " after " + signals);
            return;
        }
        boolean headed = signals.contains(Signal.HEADERS);
        boolean needsHead = signal == Signal.DATA || signal == Signal.COMPLETE;
        if (headed ? signal == Signal.HEADERS : needsHead) {
            violated(Rule.T2_3, signal + " after " + signals);
        }
        if (signal == Signal.DATA) {
            checkDemand();
        }
    }

    private void checkDemand() {
        if (demand == 0) {
            violated(Rule.T3_4, "onData without demand");
        } else if (demand != Long.MAX_VALUE) {
            demand--;
        }
    }
}
