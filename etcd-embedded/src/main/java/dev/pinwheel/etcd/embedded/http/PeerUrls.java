package dev.pinwheel.etcd.embedded.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where a member shall be, with the complaints of etcd. */
final class PeerUrls {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern URL =
            Pattern.compile("[^:/?#]*:(//(?<host>[^/?#]*))?(?<path>[^?#]*)([?#].*)?", Pattern.DOTALL);
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*):[^:\\[\\]]*");
    private static final List<String> SCHEMES = List.of("http", "https", "unix", "unixs");

    private PeerUrls() {}

    /** What is wrong with the first of them that is not right. */
    static Optional<String> complaint(List<String> urls) {
        return urls.isEmpty()
                ? Optional.of("no valid URLs given")
                : urls.stream().flatMap(url -> complaint(url).stream()).findFirst();
    }

    static List<String> normalized(List<String> urls) {
        return urls.stream().map(String::strip).sorted().toList();
    }

    private static Optional<String> complaint(String untrimmed) {
        String url = untrimmed.strip();
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.matches()) {
            return Optional.of(
                    url.contains(":")
                            ? "parse \"" + url + "\": first path segment in URL cannot contain colon"
                            : "URL scheme must be http, https, unix, or unixs: " + url);
        }
        if (!SCHEMES.contains(scheme.group(1))) {
            return Optional.of("URL scheme must be http, https, unix, or unixs: " + url);
        }
        Matcher parts = URL.matcher(url);
        String host = parts.matches() ? Optional.ofNullable(parts.group("host")).orElse("") : "";
        if (host.contains(" ")) {
            return Optional.of("parse \"" + url + "\": invalid character \" \" in host name");
        }
        if (!HOST_AND_PORT.matcher(host).matches()) {
            return Optional.of("URL address does not have the form \"host:port\": " + url);
        }
        return parts.group("path").isEmpty() ? Optional.empty() : Optional.of("URL must not contain a path: " + url);
    }
}
