package dev.pinwheel.etcd.tck.reference;

import java.net.URI;

/**
 * Where connections lead to, and by which they are pooled.
 *
 * @param secure whether over TLS
 * @param host a name or an address, IPv6 without brackets
 * @param port never the default of -1
 */
record Origin(boolean secure, String host, int port) {

    /** The origin of a request; not http or https is refused (T6.4). */
    static Origin of(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !(secure || "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException("not an absolute http or https URI with a host: " + uri);
        }
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        return new Origin(secure, host, uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80);
    }

    /** True for an address, which needs no look-up. */
    boolean isLiteral() {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }
}
