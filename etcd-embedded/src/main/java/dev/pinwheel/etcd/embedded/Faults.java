package dev.pinwheel.etcd.embedded;

import dev.pinwheel.etcd.embedded.fault.Fault;
import dev.pinwheel.etcd.embedded.fault.Injection;
import dev.pinwheel.etcd.embedded.injection.Aim;
import dev.pinwheel.etcd.embedded.injection.FaultScripts;
import dev.pinwheel.etcd.embedded.request.Requests;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The faults of a cluster: what goes wrong next, where, and how often.
 *
 * <pre>{@code
 * Injection lost = etcd.faults().next(1)
 *         .on(etcd.members().get(0))
 *         .matching(Requests.method("PUT").withPath("/v2/keys/foo"))
 *         .inject(Fault.resetAfterApplying());
 * etcd.faults().next(3).inject(Fault.stallBeforeHead()); // at any member, whatever comes
 * }</pre>
 *
 * <p>Of several faults that fit a request, the one that was put in first strikes, and no other; once it is used up, the
 * next does. A request counts when it has been received whole, before the member looks at it, and pausing, killing and
 * restarting members changes nothing in that. Which request was struck by what, the {@link EmbeddedEtcd#journal()
 * journal} tells as well.
 *
 * <p>Thread-safe. A fault is in force when {@code inject} returns, and out of force when {@link #clear()} does;
 * requests that are being carried out then may still be struck.
 */
public final class Faults {
    private final FaultScripts scripts;
    private final List<EmbeddedMember> members;

    Faults(FaultScripts scripts, List<EmbeddedMember> members) {
        this.scripts = scripts;
        this.members = members;
    }

    /**
     * Begins a fault that strikes some times and then no more.
     *
     * @param count how often, at least 1
     * @return to say where, and what
     * @throws IllegalArgumentException if {@code count} is less than 1
     */
    public Plan next(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + "; give at least 1, or use always()");
        }
        return new Plan(new Aim(OptionalInt.of(count), Optional.empty(), Requests.any()));
    }

    /**
     * Begins a fault that strikes until it is taken back.
     *
     * @return to say where, and what
     */
    public Plan always() {
        return new Plan(new Aim(OptionalInt.empty(), Optional.empty(), Requests.any()));
    }

    /** Takes all faults back, as {@link Injection#cancel()} does with one. */
    public void clear() {
        scripts.clear();
    }

    /** A fault to be: how often and where it strikes. Immutable. */
    public final class Plan {
        private final Aim aim;

        private Plan(Aim aim) {
            this.aim = aim;
        }

        /**
         * Restricts the fault to one member.
         *
         * @param member of this cluster
         * @return the narrower plan
         * @throws IllegalArgumentException if {@code member} belongs to another cluster, or has been removed or closed
         */
        public Plan on(EmbeddedMember member) {
            if (!members.contains(member)) {
                throw new IllegalArgumentException(
                        "member " + member + " is not of this cluster; use one of " + members);
            }
            if (member.isClosed()) {
                throw new IllegalArgumentException(
                        "member " + member + " has been removed or closed, and receives nothing any more");
            }
            return new Plan(new Aim(aim.uses(), Optional.of(member.name()), aim.requests()));
        }

        /**
         * Restricts the fault to some requests.
         *
         * @param requests which
         * @return the narrower plan
         */
        public Plan matching(Requests requests) {
            return new Plan(new Aim(aim.uses(), aim.member(), requests));
        }

        /**
         * Puts the fault in.
         *
         * @param fault what is to happen
         * @return to see how often it struck, and to take it back
         * @throws IllegalArgumentException if the fault is one of connections, which have no request to match; or if it
         *     cannot be counted, see {@link Fault#refuse()}
         */
        public Injection inject(Fault fault) {
            if (fault instanceof Fault.OfConnection && aim.requests() != Requests.any()) {
                throw new IllegalArgumentException(
                        fault + " strikes before there is a request; leave matching(" + aim.requests() + ") out");
            }
            if (fault instanceof Fault.Refuse && aim.uses().isPresent()) {
                throw new IllegalArgumentException(
                        "the member does not learn of connections that are refused, and cannot count them; use always()"
                                + " and cancel(), or resetOnConnect()");
            }
            return scripts.add(aim, fault);
        }
    }
}
