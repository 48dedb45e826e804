package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.DiscoveryException;
import dev.pinwheel.etcd.SrvDiscovery;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** Looks endpoints up in the name service (C7), by the JDK's own resolver. */
public final class SrvLookup {
    private static final int TRIES = 2;

    private SrvLookup() {}

    /**
     * The endpoints under a domain.
     *
     * @throws DiscoveryException if there is none, or the name service does not answer
     */
    public static List<URI> endpoints(SrvDiscovery discovery, RandomGenerator random) {
        List<SrvRecord> secure = lookUp("_etcd-client-ssl", discovery);
        List<SrvRecord> insecure =
                secure.isEmpty() || discovery.isInsecureAllowed() ? lookUp("_etcd-client", discovery) : List.of();
        List<URI> endpoints = new ArrayList<>();
        SrvRecord.inOrder(secure, random).forEach(record -> endpoints.add(record.toUri("https")));
        SrvRecord.inOrder(insecure, random).forEach(record -> endpoints.add(record.toUri("http")));
        if (endpoints.isEmpty()) {
            throw new DiscoveryException(
                    "no SRV record " + name("_etcd-client-ssl", discovery) + " or " + name("_etcd-client", discovery)
                            + "; publish one, or give endpoints(…)",
                    null);
        }
        return endpoints.stream().distinct().toList();
    }

    private static String name(String service, SrvDiscovery discovery) {
        String suffix = discovery.serviceName().isEmpty() ? "" : "-" + discovery.serviceName();
        return service + suffix + "._tcp." + discovery.domain();
    }

    @SuppressWarnings("BanJNDI") // Only of the DNS provider, whose attributes are texts; the name can hold no URL.
    private static List<SrvRecord> lookUp(String service, SrvDiscovery discovery) {
        String name = name(service, discovery);
        try {
            InitialDirContext context = new InitialDirContext(environment(discovery));
            try {
                Attribute found =
                        context.getAttributes(name, new String[] {"SRV"}).get("SRV");
                return found == null ? List.of() : records(found);
            } finally {
                context.close();
            }
        } catch (NameNotFoundException none) {
            return List.of();
        } catch (NamingException failed) {
            throw new DiscoveryException("the SRV records " + name + " cannot be looked up: " + failed, failed);
        }
    }

    private static List<SrvRecord> records(Attribute found) throws NamingException {
        List<SrvRecord> records = new ArrayList<>();
        NamingEnumeration<?> all = found.getAll();
        while (all.hasMore()) {
            records.add(SrvRecord.parse(String.valueOf(all.next())));
        }
        return records;
    }

    @SuppressWarnings("JdkObsolete") // It is what the naming API takes.
    private static Hashtable<String, String> environment(SrvDiscovery discovery) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(
                Context.PROVIDER_URL, discovery.nameServer().map(SrvLookup::url).orElse("dns:"));
        // The resolver doubles its time-out with each try: t + 2t for each of two names.
        long first = Math.max(1, discovery.timeout().toMillis() / (2 * ((1 << TRIES) - 1)));
        environment.put("com.sun.jndi.dns.timeout.initial", Long.toString(Math.min(first, Integer.MAX_VALUE)));
        environment.put("com.sun.jndi.dns.timeout.retries", Integer.toString(TRIES));
        return environment;
    }

    private static String url(InetSocketAddress server) {
        String host = server.getHostString();
        return "dns://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
    }
}
