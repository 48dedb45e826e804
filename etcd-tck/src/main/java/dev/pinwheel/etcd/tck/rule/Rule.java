package dev.pinwheel.etcd.tck.rule;

import static dev.pinwheel.etcd.tck.rule.Level.OPTIONAL;
import static dev.pinwheel.etcd.tck.rule.Level.RECOMMENDED;
import static dev.pinwheel.etcd.tck.rule.Level.REQUIRED;

import java.util.Arrays;

/** The rules T of the contract, in its order. */
public enum Rule {
    T1_1(REQUIRED, "create does no network I/O", "does the stack connect, resolve or probe anything when it starts?"),
    T1_2(REQUIRED, "every option is honoured or refused by name", "is an option only logged, or dropped?"),
    T1_3(
            REQUIRED,
            "transports of one factory share nothing that close releases",
            "a static or shared client, pool or executor?"),
    T1_4(REQUIRED, "no ambient configuration", "system proxy, cookie handler, authenticator: switch each off by name"),

    T2_1(
            REQUIRED,
            "onStart comes once, first, on the calling thread",
            "call onStart in execute itself, before the request is handed to the stack"),
    T2_2(
            REQUIRED,
            "execute neither waits nor throws, but for null",
            "name resolution, pool or connect on the caller's thread? a stack that throws?"),
    T2_3(
            REQUIRED,
            "signals follow the grammar",
            "can a late event of the stack pass after the end, or data before the head?"),
    T2_4(
            REQUIRED,
            "exactly one terminal signal",
            "who decides between completion, failure, cancel and close, and is it decided once?"),
    T2_5(
            REQUIRED,
            "signals of one exchange are serial",
            "are signals emitted by whichever thread has news? serialise them, for example with SerialExchange"),
    T2_6(
            REQUIRED,
            "request, cancel, execute and close work inside every callback",
            "a lock held while calling out, a wait for the own thread, or onData called from request without bound?"),
    T2_7(
            REQUIRED,
            "a listener that throws ends its own exchange and no other",
            "catch Throwable around each signal, abort the native exchange, report LISTENER with the cause"),
    T2_8(
            REQUIRED,
            "executeOnCaller signals on the calling thread and returns after the end",
            "does cancel from another thread, or interruption, reach the blocked read?"),
    T2_9(
            OPTIONAL,
            "after the end the listener is let go",
            "clear the field that holds the listener, and take the exchange out of every set"),

    T3_1(
            REQUIRED,
            "onHeaders needs neither body nor demand",
            "is the head held back until the first bytes of the body, or until request?"),
    T3_2(
            REQUIRED,
            "interim responses are not signalled",
            "skip every status from 100 to 199, also those that the stack does not know"),
    T3_3(
            REQUIRED,
            "headers keep order and duplicates, without pseudo-headers",
            "a map of headers on the way loses order, case or duplicates"),
    T3_4(
            REQUIRED,
            "never more onData than request asked for; demand adds up, saturates, counts from onStart on",
            "count demand in one atomic long with a saturating addition; take one off before each onData"),
    T3_5(
            REQUIRED,
            "request(n <= 0) ends the exchange with LISTENER",
            "no exception out of request: end the exchange with an IllegalArgumentException as cause"),
    T3_6(
            REQUIRED,
            "a chunk has 1 to 65,536 bytes and belongs to the listener",
            "empty buffers passed on? a buffer of the stack's pool not copied? large buffers not sliced?"),
    T3_7(
            REQUIRED,
            "bytes exactly as sent, not decoded",
            "switch content decoding off; keep trailers and chunk extensions out of the body"),
    T3_8(
            REQUIRED,
            "without demand reading stops",
            "does the stack read on into its own queue? tie its reading to request"),
    T3_9(
            REQUIRED,
            "arrived and demanded bytes are delivered at once",
            "a read that fills a buffer first? take what there is"),
    T3_10(
            REQUIRED,
            "the end needs no further demand",
            "read ahead once the last bytes are delivered, so that the end is noticed"),
    T3_11(
            REQUIRED,
            "onComplete only for a complete message; an early end is CONNECTION_LOST",
            "does the stack take any end of stream for the end of the body?"),
    T3_12(RECOMMENDED, "a failure is signalled without demand", "is the connection watched while there is no demand?"),

    T4_1(
            REQUIRED,
            "cancel may be called by anyone, at any time, again and again",
            "does a second cancel, or one after the end, touch the pooled connection?"),
    T4_2(
            REQUIRED,
            "after cancel the terminal signal follows within 1 s",
            "in which phase does the native cancel do nothing? signal CANCELLED yourself then"),
    T4_3(
            REQUIRED,
            "after cancel the server sees the end within 1 s, on fresh and reused connections",
            "does the native cancel close the socket, or only complete a future?"),
    T4_4(
            REQUIRED,
            "cancel disturbs no other exchange",
            "is a shared connection closed where one stream should be reset?"),
    T4_5(
            REQUIRED,
            "a connection with an unfinished response is not reused",
            "is the connection put back into the pool after cancel?"),
    T4_6(
            REQUIRED,
            "close ends all exchanges with CLOSED, all sockets and all threads",
            "keep a set of open exchanges and fail them; close idle and half-open connections; end pools and timers"),

    T5_1(REQUIRED, "a failure carries the stack's exception as cause", "pass the cause on"),
    T5_2(
            REQUIRED,
            "failures are of the right kind",
            "compare the type of the exception, and the phase in which it came, with the list of kinds"),
    T5_3(
            REQUIRED,
            "requestNotSent only when certain",
            "set a marker before the first byte can go out; do not conclude from the exception"),
    T5_4(REQUIRED, "no status code is a failure", "which handlers of the stack look at the status?"),
    T5_5(
            RECOMMENDED,
            "failures are classified by type and phase, not by message",
            "messages change with versions and languages: look at types"),
    T5_6(
            REQUIRED,
            "a client certificate that is refused late is TLS or CONNECTION_LOST, and may have been sent",
            "an alert that comes after the request was written must not read as not sent"),
    T5_7(
            REQUIRED,
            "half a head is PROTOCOL or CONNECTION_LOST",
            "an end of stream within the head is a failure, whatever the parser has so far"),

    T6_1(
            REQUIRED,
            "one request on the wire at the most",
            "switch off retries, redirects, authentication and repetition on a dead pooled connection"),
    T6_2(
            REQUIRED,
            "method, path, query and body go out verbatim; what the stack would rewrite is refused unsent",
            "does a URI class of the stack decode, normalise or encode again? compare what it would send with what was"
                    + " asked for, and if they differ fail with OTHER, not sent, and say so; a body-less PUT turned into"
                    + " something else?"),
    T6_3(
            REQUIRED,
            "only Host, framing, Connection, and if absent User-Agent and Accept-Encoding are added",
            "take out the stack's default headers"),
    T6_4(
            REQUIRED,
            "sequential exchanges reuse a connection; a URI that is not http is OTHER, not sent",
            "is the connection released before onComplete is signalled? is the scheme checked first?"),
    T6_5(REQUIRED, "no deadline but connectTimeout", "switch off read, response, call and socket timeouts"),
    T6_6(
            REQUIRED,
            "HTTP/2 only if asked for and agreed on; http is HTTP/1.1",
            "which protocols are offered by ALPN? is there an upgrade or prior knowledge on http?"),

    T7_1(
            REQUIRED,
            "maxConnectionsPerEndpoint is the only limit; others wait and can be cancelled",
            "other limits of pool, host or queue with small defaults?"),
    T7_2(
            REQUIRED,
            "1,000 silent exchanges at once, with 256 threads at the most",
            "limits of the stack on connections or requests per host? a thread per exchange that is not declared?"),
    T7_3(OPTIONAL, "at most 32 KiB of heap for a silent exchange", "buffers held by idle connections"),
    T7_4(
            OPTIONAL,
            "idle connections close in time, and dead ones are noticed before reuse",
            "is an evictor needed? is a pooled connection checked before a request goes out?"),
    T7_5(OPTIONAL, "threads come from the configured factory", "which pools and timers of the stack make their own?");

    private final Level level;
    private final String sentence;
    private final String hint;

    Rule(Level level, String sentence, String hint) {
        this.level = level;
        this.sentence = sentence;
        this.hint = hint;
    }

    /**
     * Finds a rule.
     *
     * @param id such as "T3.4"
     * @return the rule
     * @throws IllegalArgumentException if there is none
     */
    public static Rule of(String id) {
        return Arrays.stream(values())
                .filter(rule -> rule.id().equals(id))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no rule \"" + id + "\"; give one from T1.1 to T7.5, as in contract.md"));
    }

    /**
     * The number in the contract.
     *
     * @return such as "T3.4"
     */
    public String id() {
        return name().replace('_', '.');
    }

    /**
     * How much it binds.
     *
     * @return required, recommended or optional
     */
    public Level level() {
        return level;
    }

    /**
     * What it says, in short.
     *
     * @return a sentence
     */
    public String sentence() {
        return sentence;
    }

    /**
     * What to check when it is broken.
     *
     * @return a question, or an advice
     */
    public String hint() {
        return hint;
    }
}
