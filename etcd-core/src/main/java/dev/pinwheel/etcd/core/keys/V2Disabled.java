package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.dispatch.Deadline;
import dev.pinwheel.etcd.core.dispatch.Dispatcher;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises an etcd whose v2 API is switched off, as it is by default since 3.4, and says how to switch it on (C8).
 */
final class V2Disabled {
    private static final Pattern SERVER_VERSION = Pattern.compile("\"etcdserver\"\\s*:\\s*\"([0-9A-Za-z.+-]{1,32})\"");

    private V2Disabled() {}

    /** Whether this looks like the plain 404 of a server without the v2 API; a missing key is JSON. */
    static boolean isLikely(EtcdAnswer answer) {
        return answer.status() == 404
                && answer.contentType().startsWith("text/plain")
                && answer.bodyStart().startsWith("404 page not found");
    }

    /** What to tell the user, after asking the server for its version. */
    static String explain(Dispatcher dispatcher, EtcdAnswer answer, Optional<Deadline> deadline) {
        return dispatcher
                .ask(answer.endpoint(), "/version", deadline)
                .flatMap(V2Disabled::version)
                .map(version -> "a 404 because the v2 API is disabled on this etcd " + version
                        + "; start it with --enable-v2 (etcd 3.4 and 3.5 have it off by default, 3.6 has it no more)")
                .orElse("a 404 as from an etcd whose v2 API is disabled, though it does not tell its version;"
                        + " check that this is etcd 3.5 or older, started with --enable-v2");
    }

    private static Optional<String> version(EtcdAnswer answer) {
        Matcher found = SERVER_VERSION.matcher(new String(answer.body(), StandardCharsets.UTF_8));
        return answer.status() == 200 && found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
