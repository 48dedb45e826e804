package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.RedirectPolicy;
import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.ResponseHead;
import java.net.URI;

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

    static Verdict judge(HttpRequest request, ResponseHead head, int followed, RedirectPolicy policy) {
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
        return judge(what + "to " + to, request, to, followed, policy);
    }

    private static Verdict judge(String what, HttpRequest request, URI to, int followed, RedirectPolicy policy) {
        boolean secure = "https".equalsIgnoreCase(to.getScheme());
        if (to.getHost() == null || !(secure || "http".equalsIgnoreCase(to.getScheme()))) {
            return new Refuse(what + ", which is not an http or https URI");
        }
        if (!secure && "https".equalsIgnoreCase(request.uri().getScheme())) {
            return new Refuse(what + ", a step down from https to http");
        }
        if (to.getRawUserInfo() != null) {
            return new Refuse("a redirect to a URI with user info");
        }
        if (followed >= MOST) {
            return new Refuse(what + ", the " + (followed + 1) + "th in a row");
        }
        if (!policy.follow(request.uri(), to, followed + 1)) {
            return new Refuse(what + ", which the redirect policy refuses");
        }
        return new Follow(new HttpRequest(request.method(), to, request.headers(), request.body()));
    }
}
