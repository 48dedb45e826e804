package dev.pinwheel.etcd.spi;

/** What a transport can do beyond the rules that every transport keeps. */
public enum Capability {
    /** Speaks HTTP/2 when {@link TransportConfig#http2()} asks for it and the server agrees by ALPN (T6.6). */
    HTTP2,

    /**
     * Holds a thread for each exchange while it waits; without this, 1,000 silent exchanges need at most 256 threads
     * (T7.2).
     */
    THREAD_PER_EXCHANGE,

    /** Implements {@link Transport#executeOnCaller} (T2.8). */
    CALLER_RUNS
}
