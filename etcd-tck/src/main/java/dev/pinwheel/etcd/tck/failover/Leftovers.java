package dev.pinwheel.etcd.tck.failover;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.spi.TransportConfig;
import dev.pinwheel.etcd.spi.TransportFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Passes transports on, and keeps count of the threads and sockets of those it made. */
final class Leftovers implements TransportFactory {
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

    private final TransportFactory factory;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    Leftovers(TransportFactory factory) {
        this.factory = factory;
    }

    @Override
    public String name() {
        return factory.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return factory.capabilities();
    }

    @Override
    public Transport create(TransportConfig config) {
        return factory.create(new TransportConfig(
                config.connectTimeout(),
                config.connectionIdleTimeout(),
                config.maxConnectionsPerEndpoint(),
                config.http2(),
                config.tls(),
                task -> {
                    Thread thread = config.threads().newThread(task);
                    threads.add(thread);
                    return thread;
                }));
    }

    /** The threads that have not ended. */
    List<String> threads() {
        return threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }

    /** The sockets that are not closed on the client's side, where the kernel tells of them (Linux). */
    static List<String> socketsTo(List<URI> servers) {
        Set<String> ports = servers.stream()
                .map(server -> String.format(Locale.ROOT, "%04X", server.getPort()))
                .collect(Collectors.toSet());
        Set<String> own = ownSockets(); // The tables are the machine's, and ports are soon used again by others.
        return TABLES.stream()
                .filter(Files::isReadable)
                .flatMap(Leftovers::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9 && fields[2].contains(":"))
                .filter(fields -> ports.contains(fields[2].substring(fields[2].indexOf(':') + 1)))
                .filter(fields -> isOpen(fields[3]) && own.contains("socket:[" + fields[9] + "]"))
                .map(fields -> fields[1] + " to " + fields[2] + " in state " + fields[3])
                .toList();
    }

    private static Set<String> ownSockets() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.flatMap(Leftovers::target).collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException unreadable) {
            return Set.of();
        }
    }

    private static Stream<String> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closed) {
            return Stream.empty();
        }
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    /** ESTABLISHED, SYN_SENT or CLOSE_WAIT: its owner has not closed it. */
    private static boolean isOpen(String state) {
        return state.equals("01") || state.equals("02") || state.equals("08");
    }
}
