package dev.pinwheel.etcd.tck.reference;

import static dev.pinwheel.etcd.tck.rule.Rule.*;

import dev.pinwheel.etcd.tck.rule.Rule;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Small changes to the reference, as stacks and adapters are known to have them, and the rules that each breaks. */
enum Flaw {
    IGNORES_AN_OPTION(T1_2),
    ENDS_ITS_SIBLINGS(T1_3),
    USES_THE_SYSTEM_PROXY(T1_4),

    STARTS_ON_ITS_OWN_THREAD(T2_1),
    STARTS_TWICE(T2_1),
    WAITS_FOR_A_CONNECTION_IN_EXECUTE(T2_2),
    WAITS_FOR_DNS_IN_EXECUTE(T2_2),
    THROWS_FOR_A_STRANGE_URI(T2_2),
    SIGNALS_THE_HEAD_TWICE(T2_3),
    SIGNALS_TWO_ENDS(T2_4),
    DROPS_THE_END_AFTER_CANCEL(T2_4, T4_2),
    SIGNALS_A_CANCEL_AT_ONCE(T2_5),
    WAITS_FOR_ITS_THREADS_IN_CLOSE(T2_6),
    SWALLOWS_WHAT_A_LISTENER_THROWS(T2_7),
    LETS_A_LISTENERS_ERROR_THROUGH(T2_2, T2_7),
    FAILS_AFTER_A_THROW_FROM_ON_COMPLETE(T2_4),
    HANDS_CALLS_TO_ANOTHER_THREAD(T2_8),
    RETURNS_FROM_CALLS_EARLY(T2_8),
    KEEPS_ITS_LISTENERS(T2_9),

    HOLDS_THE_HEAD_BACK(T3_1),
    SIGNALS_INTERIM_HEADS(T3_2),
    LOSES_DUPLICATE_HEADERS(T3_3),
    DELIVERS_WITHOUT_DEMAND(T3_4),
    FORGETS_EARLIER_DEMAND(T3_4),
    LETS_DEMAND_OVERFLOW(T3_4),
    IGNORES_A_WRONG_DEMAND(T3_5),
    SIGNALS_EMPTY_CHUNKS(T3_6),
    HANDS_OVER_LARGE_CHUNKS(T3_6),
    REUSES_ITS_BUFFER(T3_6),
    DECODES_CONTENT(T3_7),
    READS_AHEAD_WITHOUT_BOUND(T3_8),
    FILLS_A_BUFFER_FIRST(T3_9),
    NEEDS_DEMAND_FOR_THE_END(T3_10),
    HIDES_TRUNCATION(T3_11),
    NEEDS_DEMAND_TO_FAIL(T3_12),

    CANCELS_AFTER_THE_END(T4_1),
    WAITS_FOR_THE_END_IN_CANCEL(T2_2, T2_6, T4_1),
    LEAVES_THE_CONNECTION_OPEN_AFTER_CANCEL(T4_3),
    CANCELS_NEIGHBOURS(T4_4, T7_1),
    REUSES_A_DIRTY_CONNECTION(T4_3, T4_5),
    FORGETS_EXCHANGES_IN_CLOSE(T2_6, T4_6),
    KEEPS_CONNECTIONS_AFTER_CLOSE(T4_6),
    LEAKS_A_THREAD_ON_CLOSE(T4_6),
    SENDS_AFTER_CLOSE(T4_6),

    KEEPS_CAUSES_TO_ITSELF(T5_1),
    CALLS_A_REFUSED_CONNECTION_OTHER(T5_2),
    CALLS_GARBAGE_A_LOST_CONNECTION(T5_2),
    IGNORES_THE_CONNECT_TIMEOUT(T5_2),
    TIMES_NO_HANDSHAKE(T5_2),
    ACCEPTS_ANY_HOST_NAME(T5_2),
    REPORTS_SENT_AS_NOT_SENT(T5_3, T5_6),
    FAILS_ON_SERVER_ERRORS(T5_4),
    TAKES_A_LATE_ALERT_FOR_AN_EARLY_ONE(T5_6),
    TAKES_HALF_A_HEAD(T5_7),

    RETRIES_ONCE(T6_1),
    FOLLOWS_REDIRECTS(T6_1),
    NORMALISES_PATHS(T6_2),
    DECODES_QUERIES(T6_2),
    SENDS_EMPTY_WITHOUT_LENGTH(T6_2),
    ADDS_AN_ACCEPT_HEADER(T6_3),
    NEVER_REUSES(T6_4),
    TAKES_ANY_SCHEME_FOR_HTTP(T6_4),
    HAS_A_READ_TIMEOUT(T6_5),
    OFFERS_HTTP2(T6_6),

    IGNORES_THE_LIMIT(T7_1),
    HAS_A_LIMIT_OF_ITS_OWN(T7_2),
    HIDES_ITS_THREADS(T7_2),
    NEVER_EVICTS(T7_4),
    MAKES_ITS_OWN_THREADS(T7_5);

    @SuppressWarnings("ImmutableEnumChecker") // It is unmodifiable.
    private final Set<Rule> breaks;

    Flaw(Rule first, Rule... more) {
        this.breaks = Collections.unmodifiableSet(EnumSet.of(first, more));
    }

    /** Those that common stacks, and adapters of them, are known to have. */
    static Set<Flaw> ofManyStacks() {
        return EnumSet.of(
                ENDS_ITS_SIBLINGS,
                WAITS_FOR_DNS_IN_EXECUTE,
                SIGNALS_TWO_ENDS,
                SIGNALS_A_CANCEL_AT_ONCE,
                SWALLOWS_WHAT_A_LISTENER_THROWS,
                SIGNALS_INTERIM_HEADS,
                LOSES_DUPLICATE_HEADERS,
                DELIVERS_WITHOUT_DEMAND,
                FORGETS_EARLIER_DEMAND,
                REUSES_ITS_BUFFER,
                DECODES_CONTENT,
                READS_AHEAD_WITHOUT_BOUND,
                FILLS_A_BUFFER_FIRST,
                HIDES_TRUNCATION,
                LEAVES_THE_CONNECTION_OPEN_AFTER_CANCEL,
                CANCELS_NEIGHBOURS,
                REUSES_A_DIRTY_CONNECTION,
                LEAKS_A_THREAD_ON_CLOSE,
                KEEPS_CAUSES_TO_ITSELF,
                IGNORES_THE_CONNECT_TIMEOUT,
                REPORTS_SENT_AS_NOT_SENT,
                RETRIES_ONCE,
                FOLLOWS_REDIRECTS,
                NORMALISES_PATHS,
                ADDS_AN_ACCEPT_HEADER,
                NEVER_REUSES,
                NEVER_EVICTS);
    }

    /** The rules that the suite must find broken, and no others. */
    Set<Rule> breaks() {
        return breaks;
    }

    boolean isAboutCalls() {
        return breaks.contains(T2_8);
    }

    /** As in "retries once". */
    String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
