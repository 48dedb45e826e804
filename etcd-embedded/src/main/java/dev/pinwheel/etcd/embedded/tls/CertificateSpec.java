package dev.pinwheel.etcd.embedded.tls;

import java.time.Duration;
import java.util.List;

/**
 * What a certificate is to say: whose it is, what for, and when it is valid. Immutable.
 *
 * <pre>{@code
 * authority.issue(CertificateSpec.server());                     // for the members of an embedded cluster
 * authority.issue(CertificateSpec.server("elsewhere.test"));     // for the wrong host
 * authority.issue(CertificateSpec.server().expired());
 * authority.issue(CertificateSpec.client("alice"));
 * }</pre>
 */
public final class CertificateSpec {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    private final Purpose purpose;
    private final String commonName;
    private final List<String> hosts;
    private final Duration validFrom;
    private final Duration validUntil;

    private CertificateSpec(
            Purpose purpose, String commonName, List<String> hosts, Duration validFrom, Duration validUntil) {
        this.purpose = purpose;
        this.commonName = commonName;
        this.hosts = hosts;
        this.validFrom = validFrom;
        this.validUntil = validUntil;
    }

    /** What the holder of a certificate may do with it. */
    enum Purpose {
        AUTHORITY,
        SERVER,
        CLIENT
    }

    /**
     * A server on this machine: {@code localhost}, {@code 127.0.0.1} and {@code ::1}. Valid from yesterday, for a year.
     *
     * @return the specification
     */
    public static CertificateSpec server() {
        return server("localhost", "127.0.0.1", "::1");
    }

    /**
     * A server of some names, of which clients compare the one that they connect to. Valid from yesterday, for a year.
     *
     * @param host a DNS name, which may begin with {@code *.}, or the text of an IP address; it is also the common name
     * @param others more of them
     * @return the specification
     * @throws IllegalArgumentException if one is neither
     */
    public static CertificateSpec server(String host, String... others) {
        List<String> hosts = List.of(Extensions.checkedHosts(host, others));
        return new CertificateSpec(Purpose.SERVER, host, hosts, DAY.negated(), YEAR);
    }

    /**
     * A client. Valid from yesterday, for a year.
     *
     * @param commonName what it calls itself; embedded members do not care
     * @return the specification
     * @throws IllegalArgumentException if {@code commonName} is blank
     */
    public static CertificateSpec client(String commonName) {
        if (commonName.isBlank()) {
            throw new IllegalArgumentException("commonName is blank; give the client a name");
        }
        return new CertificateSpec(Purpose.CLIENT, commonName, List.of(), DAY.negated(), YEAR);
    }

    static CertificateSpec authority(String commonName) {
        return new CertificateSpec(Purpose.AUTHORITY, commonName, List.of(), DAY.multipliedBy(-3), YEAR);
    }

    /**
     * The same, but it was valid for one day, and that until yesterday.
     *
     * @return the specification
     */
    public CertificateSpec expired() {
        return new CertificateSpec(purpose, commonName, hosts, DAY.multipliedBy(-2), DAY.negated());
    }

    /**
     * The same, but it is valid from tomorrow.
     *
     * @return the specification
     */
    public CertificateSpec notYetValid() {
        return new CertificateSpec(purpose, commonName, hosts, DAY, YEAR);
    }

    /** The purpose, name and hosts, for logs. */
    @Override
    public String toString() {
        return purpose + " " + commonName + " " + hosts;
    }

    Purpose purpose() {
        return purpose;
    }

    String commonName() {
        return commonName;
    }

    List<String> hosts() {
        return hosts;
    }

    /** Seen from the moment of issue. */
    Duration validFrom() {
        return validFrom;
    }

    /** Seen from the moment of issue. */
    Duration validUntil() {
        return validUntil;
    }
}
