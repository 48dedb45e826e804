package dev.pinwheel.etcd;

import java.net.URI;

/**
 * May refuse a redirect that the client would follow (F9); called on the client's threads, so it must not block.
 *
 * <p>The client itself follows 10 redirects for one attempt at the most, and never one from https to http.
 */
@FunctionalInterface
public interface RedirectPolicy {

    /**
     * Decides on one redirect.
     *
     * @param from where the request was sent
     * @param to where the server points
     * @param count how many redirects this attempt would then have followed, 1 for the first
     * @return true to follow; false to end the call with an {@link InvalidResponseException}
     */
    boolean follow(URI from, URI to, int count);

    /**
     * The default: all redirects that the client can follow.
     *
     * @return a policy that refuses nothing
     */
    static RedirectPolicy always() {
        return (from, to, count) -> true;
    }

    /**
     * No redirects: etcd 2.0 and later sends none to a client that sends clean paths.
     *
     * @return a policy that refuses all
     */
    static RedirectPolicy never() {
        return (from, to, count) -> false;
    }
}
