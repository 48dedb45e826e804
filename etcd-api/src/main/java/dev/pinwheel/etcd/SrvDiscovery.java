package dev.pinwheel.etcd;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Endpoints from the SRV records of a domain (C7); immutable. Begin with {@link #under} and add with a wither.
 *
 * <p>Both {@code _etcd-client-ssl._tcp} and {@code _etcd-client._tcp} are looked up under the domain, with a service
 * name as {@code _etcd-client-ssl-NAME._tcp}. The first become https and the second http endpoints, in the order of
 * their priority, and by chance according to their weight within one priority. When there is any https endpoint, the
 * http ones are left out.
 *
 * @param domain such as "example.com"
 * @param serviceName the suffix of the service, empty for none
 * @param isInsecureAllowed whether http endpoints are taken beside https ones
 * @param nameServer the server to ask; the system's own if empty
 * @param timeout the most that all the questions together take, above zero
 */
public record SrvDiscovery(
        String domain,
        String serviceName,
        boolean isInsecureAllowed,
        Optional<InetSocketAddress> nameServer,
        Duration timeout) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,253}");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the domain or the service name is no name, or the timeout is not above zero
     */
    public SrvDiscovery {
        requireNonNull(nameServer, "nameServer");
        if (!NAME.matcher(domain).matches()) {
            throw new IllegalArgumentException("domain is \"" + domain + "\"; give one such as \"example.com\"");
        }
        if (!serviceName.isEmpty() && !NAME.matcher(serviceName).matches()) {
            throw new IllegalArgumentException("serviceName is \"" + serviceName + "\"; give letters, digits and '-'");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "timeout is " + timeout + "; give a time above zero (5 s is the default)");
        }
    }

    /**
     * Discovery under a domain, by the system's name server, within 5 s.
     *
     * @param domain such as "example.com"
     * @return how to look it up
     * @throws IllegalArgumentException if that is no domain name
     */
    public static SrvDiscovery under(String domain) {
        return new SrvDiscovery(domain, "", false, Optional.empty(), DEFAULT_TIMEOUT);
    }

    /**
     * Adds {@link #serviceName()}, for several clusters under one domain.
     *
     * @param name such as "orders", for "_etcd-client-orders._tcp"
     * @return a new value
     * @throws IllegalArgumentException if that is no name
     */
    public SrvDiscovery withServiceName(String name) {
        return new SrvDiscovery(domain, name, isInsecureAllowed, nameServer, timeout);
    }

    /**
     * Adds {@link #isInsecureAllowed()}.
     *
     * @return a new value
     */
    public SrvDiscovery withInsecure() {
        return new SrvDiscovery(domain, serviceName, true, nameServer, timeout);
    }

    /**
     * Adds {@link #nameServer()}.
     *
     * @param server an IP address and a port
     * @return a new value
     */
    public SrvDiscovery withNameServer(InetSocketAddress server) {
        return new SrvDiscovery(domain, serviceName, isInsecureAllowed, Optional.of(server), timeout);
    }

    /**
     * Changes {@link #timeout()}.
     *
     * @param most above zero
     * @return a new value
     * @throws IllegalArgumentException if it is not above zero
     */
    public SrvDiscovery withTimeout(Duration most) {
        return new SrvDiscovery(domain, serviceName, isInsecureAllowed, nameServer, most);
    }
}
