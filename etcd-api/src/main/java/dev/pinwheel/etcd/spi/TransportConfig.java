package dev.pinwheel.etcd.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a transport is asked for; each option is honoured or refused by name (T1.2).
 *
 * @param connectTimeout the most that TCP connect and TLS handshake may take together; zero for no limit
 * @param connectionIdleTimeout how long a pooled connection may lie idle before it is closed; zero for no limit. An
 *     exchange may be silent for ever all the same (T6.5)
 * @param maxConnectionsPerEndpoint the most connections to one origin, at least 1; exchanges beyond wait their turn
 *     (T7.1)
 * @param http2 whether HTTP/2 is offered on https connections (T6.6)
 * @param tls how https connections are made; null for the platform's defaults
 * @param threads makes every thread that the transport needs (T7.5)
 */
public record TransportConfig(
        Duration connectTimeout,
        Duration connectionIdleTimeout,
        int maxConnectionsPerEndpoint,
        boolean http2,
        @Nullable TlsConfig tls,
        ThreadFactory threads) {

    /**
     * Checks the options.
     *
     * @param connectTimeout see {@link #connectTimeout()}
     * @param connectionIdleTimeout see {@link #connectionIdleTimeout()}
     * @param maxConnectionsPerEndpoint see {@link #maxConnectionsPerEndpoint()}
     * @param http2 see {@link #http2()}
     * @param tls see {@link #tls()}
     * @param threads see {@link #threads()}
     * @throws IllegalArgumentException if a time is negative or the number of connections is below 1
     * @throws NullPointerException if a part other than {@code tls} is null
     */
    public TransportConfig(
            Duration connectTimeout,
            Duration connectionIdleTimeout,
            int maxConnectionsPerEndpoint,
            boolean http2,
            @Nullable TlsConfig tls,
            ThreadFactory threads) {
        // Not a compact constructor: javac 17 loses the annotation of a parameter there, and callers' null checkers
        // with it.
        if (maxConnectionsPerEndpoint < 1) {
            throw new IllegalArgumentException("maxConnectionsPerEndpoint is " + maxConnectionsPerEndpoint
                    + "; give at least 1, or Integer.MAX_VALUE for no limit");
        }
        this.connectTimeout = notNegative(connectTimeout, "connectTimeout");
        this.connectionIdleTimeout = notNegative(connectionIdleTimeout, "connectionIdleTimeout");
        this.maxConnectionsPerEndpoint = maxConnectionsPerEndpoint;
        this.http2 = http2;
        this.tls = tls;
        this.threads = requireNonNull(threads, "threads");
    }

    /**
     * The defaults: 2 s to connect, idle connections closed after 60 s, no limit of connections, HTTP/1.1, the
     * platform's TLS, daemon threads named "etcd-transport-…".
     *
     * @return a builder with these
     */
    public static Builder builder() {
        return new Builder();
    }

    private static Duration notNegative(Duration value, String name) {
        requireNonNull(value, name);
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " is " + value + "; give zero for no limit, or a positive time");
        }
        return value;
    }

    /** Gathers the options of a transport; not safe for use by many threads. */
    public static final class Builder {
        private Duration connectTimeout = Duration.ofSeconds(2);
        private Duration connectionIdleTimeout = Duration.ofSeconds(60);
        private int maxConnectionsPerEndpoint = Integer.MAX_VALUE;
        private boolean http2;
        private @Nullable TlsConfig tls;
        private ThreadFactory threads = DaemonThreads.named("etcd-transport");

        private Builder() {}

        /**
         * Sets the most that connecting may take.
         *
         * @param connectTimeout see {@link TransportConfig#connectTimeout()}
         * @return this builder
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
            return this;
        }

        /**
         * Sets how long idle connections are kept.
         *
         * @param connectionIdleTimeout see {@link TransportConfig#connectionIdleTimeout()}
         * @return this builder
         */
        public Builder connectionIdleTimeout(Duration connectionIdleTimeout) {
            this.connectionIdleTimeout = connectionIdleTimeout;
            return this;
        }

        /**
         * Sets the limit of connections to one origin.
         *
         * @param maxConnectionsPerEndpoint see {@link TransportConfig#maxConnectionsPerEndpoint()}
         * @return this builder
         */
        public Builder maxConnectionsPerEndpoint(int maxConnectionsPerEndpoint) {
            this.maxConnectionsPerEndpoint = maxConnectionsPerEndpoint;
            return this;
        }

        /**
         * Sets whether HTTP/2 is offered.
         *
         * @param http2 see {@link TransportConfig#http2()}
         * @return this builder
         */
        public Builder http2(boolean http2) {
            this.http2 = http2;
            return this;
        }

        /**
         * Sets how https connections are made.
         *
         * @param tls see {@link TransportConfig#tls()}
         * @return this builder
         */
        public Builder tls(@Nullable TlsConfig tls) {
            this.tls = tls;
            return this;
        }

        /**
         * Sets who makes the threads.
         *
         * @param threads see {@link TransportConfig#threads()}
         * @return this builder
         */
        public Builder threads(ThreadFactory threads) {
            this.threads = threads;
            return this;
        }

        /**
         * Checks and freezes the options.
         *
         * @return the configuration
         * @throws IllegalArgumentException if an option is out of range
         */
        public TransportConfig build() {
            return new TransportConfig(
                    connectTimeout, connectionIdleTimeout, maxConnectionsPerEndpoint, http2, tls, threads);
        }
    }
}
