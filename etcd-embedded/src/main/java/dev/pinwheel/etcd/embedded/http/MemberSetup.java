package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.injection.FaultScripts;
import dev.pinwheel.etcd.embedded.recording.RecordedJournal;
import dev.pinwheel.etcd.embedded.server.ServerConfig;
import dev.pinwheel.etcd.embedded.server.ServerTls;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * How a member is reached and watched over, apart from what it answers.
 *
 * @param name such as {@code m1}
 * @param tls how it encrypts; empty for cleartext
 * @param journal where it notes what it receives
 * @param faults that it may suffer
 */
public record MemberSetup(String name, Optional<ServerTls> tls, RecordedJournal journal, FaultScripts faults) {
    /** More than the form of a keys request may have: that limit is the API's to tell, in etcd's words. */
    private static final int LONGEST_BODY = 64 * (1 << 20);

    /**
     * Returns where clients reach a member.
     *
     * @param address where it listens
     * @return such as {@code http://127.0.0.1:38123}
     */
    public URI uri(InetSocketAddress address) {
        return uri(address, tls);
    }

    /**
     * Returns where clients reach a member that is not set up yet.
     *
     * @param address where it will listen
     * @param tls how it will encrypt; empty for cleartext
     * @return such as {@code http://127.0.0.1:38123}
     */
    public static URI uri(InetSocketAddress address, Optional<ServerTls> tls) {
        String scheme = tls.isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + address.getHostString() + ":" + address.getPort());
    }

    ServerConfig server() {
        ServerConfig config = ServerConfig.named("embedded-etcd-" + name).withMaxBodyBytes(LONGEST_BODY);
        return tls.map(config::withTls).orElse(config);
    }
}
