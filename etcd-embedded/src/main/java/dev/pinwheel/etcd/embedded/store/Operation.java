package dev.pinwheel.etcd.embedded.store;

/** Something that a client asks of the store; each kind knows its own rules. */
public sealed interface Operation
        permits Get, Set, Create, CreateInOrder, Update, CompareAndSwap, CompareAndDelete, Delete {

    /**
     * Carries this operation out.
     *
     * @param tree what it reads and changes; not touched if it is refused
     * @param moment the time, and the index that a change takes
     * @return what happened, and who may hear of it
     * @throws Refusal if a rule forbids it
     */
    Effect applyTo(Tree tree, Moment moment) throws Refusal;

    /**
     * Says which counters this operation adds to.
     *
     * @return the same for all operations of a kind
     */
    Tally tally();

    /**
     * Says whether members agree on this operation before they carry it out, so that it takes an entry of the raft log.
     *
     * @return false for a read from the member's own copy only
     */
    default boolean isProposed() {
        return true;
    }
}
