package dev.pinwheel.etcd.core.call;

import dev.pinwheel.etcd.core.dispatch.CallResult;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.InvalidAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises an etcd whose v2 API is switched off, as it is by default since 3.4, and says how to switch it on (C8).
 */
final class V2Disabled {
    /** What to ask such a server. */
    static final String QUESTION = "/version";

    private static final Pattern SERVER_VERSION = Pattern.compile("\"etcdserver\"\\s*:\\s*\"([0-9A-Za-z.+-]{1,32})\"");

    private V2Disabled() {}

    /** Whether this looks like the plain 404 of a server without the v2 API; a missing key is JSON. */
    static boolean isLikely(EtcdAnswer answer) {
        return answer.status() == 404
                && answer.contentType().startsWith("text/plain")
                && answer.bodyStart().startsWith("404 page not found");
    }

    /** What to tell the user, with what the server said when it was asked. */
    static InvalidAnswer explain(EtcdAnswer answer, CallResult asked) {
        String fault = version(asked)
                .map(version -> "a 404 because the v2 API is disabled on this etcd " + version
                        + "; start it with --enable-v2 (etcd 3.4 and 3.5 have it off by default, 3.6 has it no more)")
                .orElse("a 404 as from an etcd whose v2 API is disabled, though it does not tell its version;"
                        + " check that this is etcd 3.5 or older, started with --enable-v2");
        return InvalidAnswer.refusal(answer, fault);
    }

    private static Optional<String> version(CallResult asked) {
        if (!(asked instanceof CallResult.Answered answered)
                || answered.answer().status() != 200) {
            return Optional.empty();
        }
        Matcher found = SERVER_VERSION.matcher(new String(answered.answer().body(), StandardCharsets.UTF_8));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
