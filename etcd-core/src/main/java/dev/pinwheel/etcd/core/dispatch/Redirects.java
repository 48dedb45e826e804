package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.RedirectPolicy;
import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;

/** Where a redirect leads (F9): a pure decision. */
final class Redirects {
    private static final int MOST = 10;

    private Redirects() {}

    /** What follows from a response head. */
    sealed interface Verdict {}

    /** Not a redirect. */
    record Final() implements Verdict {}

    /** Ask there instead. */
    record Follow(HttpRequest request) implements Verdict {}

    /** A redirect that cannot be followed; the fault follows "http://… answered GET …". */
    record Refuse(String fault) implements Verdict {}

    /**
     * Judges a response head.
     *
     * @param guard takes from the headers what the place may not see (F10)
     */
    static Verdict judge(
            HttpRequest request,
            ResponseHead head,
            int followed,
            RedirectPolicy policy,
            BiFunction<URI, Headers, Headers> guard) {
        boolean keepsMethod = head.status() == 307 || head.status() == 308;
        boolean readsElsewhere = head.status() == 301 || head.status() == 302 || head.status() == 303;
        if (!keepsMethod && !readsElsewhere) {
            return new Final();
        }
        String what = "a redirect (" + head.status() + ") ";
        if (!keepsMethod && !request.method().equals("GET")) {
            return new Refuse(what + "that would turn " + request.method() + " into GET");
        }
        String location = head.headers().first("Location").orElse("");
        if (location.isBlank()) {
            return new Refuse(what + "without a Location");
        }
        URI to;
        try {
            to = request.uri().resolve(location);
        } catch (IllegalArgumentException unparsable) {
            return new Refuse(what + "to an unusable Location: " + location);
        }
        Optional<Refuse> objection = objection(what + "to " + to, request.uri(), to, followed, policy);
        return objection.isPresent()
                ? objection.get()
                : new Follow(new HttpRequest(request.method(), to, guard.apply(to, request.headers()), request.body()));
    }

    private static Optional<Refuse> objection(String what, URI from, URI to, int followed, RedirectPolicy policy) {
        boolean secure = "https".equalsIgnoreCase(to.getScheme());
        String fault = "";
        if (to.getHost() == null || !(secure || "http".equalsIgnoreCase(to.getScheme()))) {
            fault = what + ", which is not an http or https URI";
        } else if (!secure && "https".equalsIgnoreCase(from.getScheme())) {
            fault = what + ", a step down from https to http";
        } else if (to.getRawUserInfo() != null) {
            fault = "a redirect to a URI with user info";
        } else if (followed >= MOST) {
            fault = what + ", the " + (followed + 1) + "th in a row";
        } else if (!policy.follow(from, to, followed + 1)) {
            fault = what + ", which the redirect policy refuses";
        }
        return fault.isEmpty() ? Optional.empty() : Optional.of(new Refuse(fault));
    }
}
