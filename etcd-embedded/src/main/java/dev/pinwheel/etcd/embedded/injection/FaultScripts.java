package dev.pinwheel.etcd.embedded.injection;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.fault.Injection;
import dev.pinwheel.etcd.embedded.request.ReceivedRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The faults of one cluster, in the order in which they were put in. Thread-safe. */
public final class FaultScripts {
    private final List<Script> scripts = new CopyOnWriteArrayList<>();
    private final StalledConnections stalled = new StalledConnections();
    private final Runnable whenChanged;

    /**
     * Makes an empty list of faults.
     *
     * @param whenChanged called after a fault is put in or taken back
     */
    public FaultScripts(Runnable whenChanged) {
        this.whenChanged = whenChanged;
    }

    /**
     * Puts a fault in, behind all others.
     *
     * @param aim what it is to strike
     * @param fault what is to happen
     * @return to see how often it struck
     */
    public Injection add(Aim aim, Fault fault) {
        Script script = new Script(aim, fault, this::cancel);
        scripts.add(script);
        whenChanged.run();
        return script;
    }

    /** Takes all faults back. */
    public void clear() {
        List<Script> all = List.copyOf(scripts);
        all.forEach(Script::end);
        scripts.removeAll(all);
        stalled.releaseAll();
        whenChanged.run();
    }

    /**
     * Takes one use of the first fault that strikes a request.
     *
     * @param request decoded only if there are faults at all
     * @return the use; empty if the request is spared
     */
    public Optional<Strike> strike(Supplier<ReceivedRequest> request) {
        if (scripts.isEmpty()) {
            return Optional.empty();
        }
        ReceivedRequest received = request.get();
        return use(script ->
                !(script.fault() instanceof Fault.OfConnection) && script.aim().covers(received));
    }

    /**
     * Takes one use of the first fault that resets new connections of a member.
     *
     * @param member its name
     * @return whether there was one
     */
    public boolean strikesConnection(String member) {
        return use(script -> script.fault() instanceof Fault.ResetOnConnect
                        && script.aim().covers(member))
                .isPresent();
    }

    /**
     * Says whether a member refuses connections.
     *
     * @param member its name
     * @return whether there is a fault that says so
     */
    public boolean refuses(String member) {
        return scripts.stream()
                .anyMatch(script ->
                        script.fault() instanceof Fault.Refuse && script.aim().covers(member));
    }

    private void cancel(Script script) {
        script.end();
        scripts.remove(script);
        stalled.release(script);
        whenChanged.run();
    }

    private Optional<Strike> use(Predicate<Script> fits) {
        long releasesBefore = stalled.releases();
        Optional<Script> first =
                scripts.stream().filter(fits).filter(Script::use).findFirst();
        first.filter(Script::isOver).ifPresent(scripts::remove);
        return first.map(script -> new Strike(script, stalled, releasesBefore));
    }
}
