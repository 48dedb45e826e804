package dev.pinwheel.etcd.tck.script;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pinwheel.etcd.spi.TransportException;
import dev.pinwheel.etcd.spi.TransportException.Kind;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Signal;
import dev.pinwheel.etcd.tck.bench.Violation;
import dev.pinwheel.etcd.tck.rule.Rule;
import dev.pinwheel.etcd.tck.script.Script.Framing;
import dev.pinwheel.etcd.tck.script.Step.Finish;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Says how an exchange that follows a script may end, and judges one that has.
 *
 * @param script what happened to the exchange
 */
record Model(Script script) {

    /** The byte at each place of every body. */
    static byte[] bytes(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = from; i < to; i++) {
            bytes[i - from] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    /** What is wrong; the grammar is judged by the listener itself. */
    Optional<Violation> judge(RecordingListener listener) throws InterruptedException {
        if (!listener.violations().isEmpty()) {
            return Optional.of(listener.violations().get(0));
        }
        if (!listener.isEnded()) {
            return Optional.of(new Violation(Rule.T2_4, "no terminal signal; so far " + listener.signals()));
        }
        String whole = new String(bytes(0, script.length()), ISO_8859_1);
        if (!whole.startsWith(listener.body())) {
            return Optional.of(new Violation(Rule.T3_7, "bytes that were not sent like this"));
        }
        return listener.signals().contains(Signal.COMPLETE)
                ? judgeComplete(listener.body().length())
                : judgeFailure(listener.awaitFailure());
    }

    private Optional<Violation> judgeComplete(int length) {
        if (!mayComplete()) {
            return Optional.of(new Violation(Rule.T3_11, "onComplete, but the message was not complete"));
        }
        boolean whole = length == script.length() || endsByReset();
        return whole
                ? Optional.empty()
                : Optional.of(
                        new Violation(Rule.T3_11, "onComplete after " + length + " of " + script.length() + " bytes"));
    }

    private Optional<Violation> judgeFailure(TransportException failure) {
        return kinds().contains(failure.kind())
                ? Optional.empty()
                : Optional.of(new Violation(
                        mayBeEndedByClient() ? Rule.T4_2 : Rule.T3_11,
                        "expected " + (mayComplete() ? "onComplete or " : "") + kinds() + ", but it failed: "
                                + failure));
    }

    /** A body that is ended by the connection's end is complete then, and some stacks cannot tell RST from FIN. */
    private boolean mayComplete() {
        Optional<Finish> finish = script.finish();
        return finish.equals(Optional.of(Finish.PROPERLY)) || (finish.isPresent() && script.framing() == Framing.CLOSE);
    }

    private boolean endsByReset() {
        return script.finish().equals(Optional.of(Finish.BY_RST));
    }

    private boolean mayBeEndedByClient() {
        return script.has(Step.Cancel.class)
                || script.has(Step.Close.class)
                || script.finish().isEmpty();
    }

    private Set<Kind> kinds() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (script.has(Step.Cancel.class) || script.finish().isEmpty()) {
            kinds.add(Kind.CANCELLED);
        }
        if (script.has(Step.Close.class)) {
            kinds.add(Kind.CLOSED);
        }
        boolean endsByFin = script.finish().equals(Optional.of(Finish.BY_FIN));
        if (endsByReset() || (endsByFin && script.framing() != Framing.CLOSE)) {
            kinds.add(Kind.CONNECTION_LOST);
        }
        return kinds;
    }
}
