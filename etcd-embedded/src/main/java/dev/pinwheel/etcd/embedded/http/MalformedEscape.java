package dev.pinwheel.etcd.embedded.http;

import java.io.Serial;

/** Says that a percent sign is not followed by two hexadecimal digits. */
final class MalformedEscape extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String complaint;

    /** Complains about a percent sign and what follows it, up to three characters. */
    MalformedEscape(String found) {
        super(found, null, false, false);
        this.complaint = "invalid URL escape \"" + found + "\"";
    }

    /** In the words of etcd. */
    String complaint() {
        return complaint;
    }
}
