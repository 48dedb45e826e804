package dev.pinwheel.etcd.embedded.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The extensions of X.509 version 3 (RFC 5280, 4.2.1) that clients and servers look at. */
final class Extensions {
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern DNS_NAME = Pattern.compile("(\\*\\.)?[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*");

    private static final String SUBJECT_KEY = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";

    private static final int DIGITAL_SIGNATURE = 0x80;
    private static final int SIGN_CERTIFICATES_AND_LISTS = 0x06;
    private static final int DNS_NAME_NUMBER = 2;
    private static final int IP_ADDRESS_NUMBER = 7;
    private static final int KEY_NAME_BYTES = 20;

    private Extensions() {}

    /** All extensions of a certificate, encoded as one sequence. */
    static byte[] of(CertificateSpec spec, PublicKey subject, PublicKey issuer) throws GeneralSecurityException {
        List<byte[]> all = new ArrayList<>();
        all.add(usual(SUBJECT_KEY, Der.octets(nameOf(subject))));
        all.add(usual(AUTHORITY_KEY, Der.sequence(Der.implicit(0, nameOf(issuer)))));
        switch (spec.purpose()) {
            case AUTHORITY -> {
                all.add(critical(BASIC_CONSTRAINTS, Der.sequence(Der.yes())));
                all.add(critical(KEY_USAGE, Der.flags(SIGN_CERTIFICATES_AND_LISTS, 7)));
            }
            case SERVER -> {
                addLeaf(all, SERVER_AUTHENTICATION);
                all.add(usual(SUBJECT_ALTERNATIVE_NAME, names(spec.hosts())));
            }
            case CLIENT -> addLeaf(all, CLIENT_AUTHENTICATION);
        }
        return Der.sequence(all.toArray(byte[][]::new));
    }

    static String[] checkedHosts(String first, String... others) {
        String[] hosts = new String[others.length + 1];
        hosts[0] = first;
        System.arraycopy(others, 0, hosts, 1, others.length);
        for (String host : hosts) {
            name(host);
        }
        return hosts;
    }

    private static void addLeaf(List<byte[]> all, String use) {
        all.add(critical(BASIC_CONSTRAINTS, Der.sequence()));
        all.add(critical(KEY_USAGE, Der.flags(DIGITAL_SIGNATURE, 1)));
        all.add(usual(EXTENDED_KEY_USAGE, Der.sequence(Der.identifier(use))));
    }

    private static byte[] names(List<String> hosts) {
        return Der.sequence(hosts.stream().map(Extensions::name).toArray(byte[][]::new));
    }

    private static byte[] name(String host) {
        if (IP_ADDRESS.matcher(host).matches()) {
            try {
                // Looks nothing up: this is no name.
                return Der.implicit(
                        IP_ADDRESS_NUMBER, InetAddress.getByName(host).getAddress());
            } catch (UnknownHostException wrong) {
                throw new IllegalArgumentException("host " + host + " is not a valid IP address", wrong);
            }
        }
        if (!DNS_NAME.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "host \"" + host
                            + "\" is neither a DNS name nor an IP address; give one such as localhost, *.test, 127.0.0.1 or ::1");
        }
        return Der.implicit(DNS_NAME_NUMBER, host.getBytes(StandardCharsets.US_ASCII));
    }

    /** A name for a key that no other has. */
    private static byte[] nameOf(PublicKey key) throws GeneralSecurityException {
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), KEY_NAME_BYTES);
    }

    private static byte[] critical(String identifier, byte[] value) {
        return Der.sequence(Der.identifier(identifier), Der.yes(), Der.octets(value));
    }

    private static byte[] usual(String identifier, byte[] value) {
        return Der.sequence(Der.identifier(identifier), Der.octets(value));
    }
}
