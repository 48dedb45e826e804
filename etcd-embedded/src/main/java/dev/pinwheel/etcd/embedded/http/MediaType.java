package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.store.ErrorCode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Content-Type, with the complaints of the parser that etcd uses. */
final class MediaType {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9a-z-]+";
    private static final Pattern TYPE = Pattern.compile("(" + TOKEN + ")?(/)?(" + TOKEN + ")?(.*)", Pattern.DOTALL);
    private static final Pattern PARAMETERS =
            Pattern.compile("(\\s*;\\s*" + TOKEN + "\\s*=\\s*(" + TOKEN + "|\"([^\"\\\\]|\\\\.)*\"))*\\s*;?\\s*");

    private MediaType() {}

    /**
     * The type in lower case, without parameters.
     *
     * @throws InvalidRequest if the header cannot be read
     */
    static String parse(String header) throws InvalidRequest {
        String lowerCase = header.toLowerCase(Locale.ROOT);
        int semicolon = lowerCase.indexOf(';');
        String type = (semicolon < 0 ? lowerCase : lowerCase.substring(0, semicolon)).strip();
        requireReadable(type);
        if (semicolon >= 0
                && !PARAMETERS.matcher(lowerCase.substring(semicolon)).matches()) {
            throw unreadable("invalid media parameter");
        }
        return type;
    }

    private static void requireReadable(String type) throws InvalidRequest {
        Matcher parts = TYPE.matcher(type);
        if (!parts.matches() || parts.group(1) == null) {
            throw unreadable("no media type");
        }
        boolean hasSlash = parts.group(2) != null;
        if (!hasSlash && !parts.group(4).isEmpty()) {
            throw unreadable("expected slash after first token");
        }
        if (hasSlash && parts.group(3) == null) {
            throw unreadable("expected token after slash");
        }
        if (!parts.group(4).isEmpty()) {
            throw unreadable("unexpected content after media subtype");
        }
    }

    private static InvalidRequest unreadable(String complaint) {
        return new InvalidRequest(ErrorCode.INVALID_FORM, "mime: " + complaint);
    }
}
