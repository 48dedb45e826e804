package dev.pinwheel.etcd.embedded.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/** Makes the JDK's HTTP server behave like a server that lives long and answers at once. */
final class JdkServer {
    // As many connections as may wait to be accepted.
    private static final int BACKLOG = 1024;

    // The JDK's server reads these once, when its classes load. What the user has set stays.
    private static final Map<String, String> SETTINGS = Map.of(
            // Without it, Nagle's algorithm and delayed acknowledgements make a kept-alive request take 44 ms instead
            // of 0.14 ms.
            "sun.net.httpserver.nodelay", "true",
            // etcd keeps idle connections for good: by default the JDK closes them after 30 s, and all beyond 200 at
            // once.
            "sun.net.httpserver.idleInterval", "86400",
            "sun.net.httpserver.maxIdleConnections", "100000");

    private JdkServer() {}

    /** Binds a server to an address; it does not answer yet. */
    static HttpServer bind(InetSocketAddress address) throws IOException {
        SETTINGS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        return HttpServer.create(address, BACKLOG);
    }
}
