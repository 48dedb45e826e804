package dev.pinwheel.etcd.core.failover;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks endpoints and brings equal ones to one form (F1). */
public final class Endpoints {
    private Endpoints() {}

    /**
     * The distinct endpoints, in order.
     *
     * @throws IllegalArgumentException if there is none, or one is not usable; its message has the text and the likely
     *     mend
     */
    public static List<URI> parse(Collection<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("endpoints is empty; give at least one, such as http://localhost:2379");
        }
        Set<URI> distinct = new LinkedHashSet<>();
        for (String text : texts) {
            distinct.add(parse(text));
        }
        return List.copyOf(distinct);
    }

    private static URI parse(String text) {
        URI uri = asUri(text);
        if (uri == null || uri.getScheme() == null || uri.isOpaque() || !isHttp(uri)) {
            throw refused(text, "is not an http or https URI", mend(text));
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw refused(text, "has user info", "leave it out, as endpoints appear in messages and logs");
        }
        if (uri.getHost() == null) {
            throw refused(
                    text,
                    "has no usable host",
                    "give a host name of letters, digits, '-' and '.', or an IP address, IPv6 in brackets");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw refused(text, "has the port " + uri.getPort(), "give one from 1 to 65535; etcd's is 2379");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(text, "has a query or a fragment", "leave it out: " + normal(uri));
        }
        if (!uri.normalize().equals(uri)) {
            throw refused(text, "has a path with empty, '.' or '..' segments", "write the path without them");
        }
        return normal(uri);
    }

    private static URI normal(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String prefix = uri.getRawPath();
        while (prefix.endsWith("/")) {
            prefix = prefix.substring(0, prefix.length() - 1);
        }
        return URI.create(uri.getScheme().toLowerCase(Locale.ROOT) + "://"
                + uri.getHost().toLowerCase(Locale.ROOT) + port + prefix);
    }

    private static String mend(String text) {
        URI withScheme = text.contains("://") || text.contains("@") ? null : asUri("http://" + text.strip());
        if (withScheme != null && withScheme.getHost() != null) {
            return "did you mean http://" + text.strip() + " ?";
        }
        return "give one such as http://localhost:2379";
    }

    private static boolean isHttp(URI uri) {
        return uri.getScheme().equalsIgnoreCase("http") || uri.getScheme().equalsIgnoreCase("https");
    }

    private static @Nullable URI asUri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static IllegalArgumentException refused(String text, String fault, String remedy) {
        return new IllegalArgumentException("endpoint \"" + withoutUserInfo(text) + "\" " + fault + "; " + remedy);
    }

    /** What stands before an '@' may be a password (E9). */
    private static String withoutUserInfo(String text) {
        int at = text.lastIndexOf('@');
        int authority = text.indexOf("://");
        return at < 0 ? text : (authority < 0 ? "" : text.substring(0, authority + 3)) + "***" + text.substring(at);
    }
}
