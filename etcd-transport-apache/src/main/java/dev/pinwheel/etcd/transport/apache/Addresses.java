package dev.pinwheel.etcd.transport.apache;

import java.util.regex.Pattern;

/** Tells addresses from names, which have to be looked up. */
final class Addresses {
    private static final Pattern LITERAL =
            Pattern.compile(".*:.*|((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[0-9]{1,2})(\\.(?!$)|$)){4}");

    private Addresses() {}

    /** Whether the host is an IPv4 or IPv6 address, which resolves without any network I/O. */
    static boolean isLiteral(String host) {
        return LITERAL.matcher(host).matches();
    }
}
