package dev.pinwheel.etcd.embedded.request;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * A pattern of requests: by method, path, parameters, or anything else. Immutable; what is not asked for does not
 * matter.
 *
 * <pre>{@code
 * Requests.method("PUT").withPath("/v2/keys/foo").withParameter("value", "bar")
 * Requests.pathBelow("/v2/keys/queue")
 * Requests.any().with(request -> request.parameters().containsKey("ttl"))
 * }</pre>
 */
public final class Requests {
    private static final Requests ANY = new Requests("any request", request -> true);

    private final String description;
    private final Predicate<ReceivedRequest> predicate;

    private Requests(String description, Predicate<ReceivedRequest> predicate) {
        this.description = description;
        this.predicate = predicate;
    }

    /**
     * Returns the pattern of all requests.
     *
     * @return to begin with
     */
    public static Requests any() {
        return ANY;
    }

    /**
     * Returns the pattern of the requests of one method.
     *
     * @param method in upper case, such as {@code PUT}
     * @return to begin with
     */
    public static Requests method(String method) {
        return ANY.withMethod(method);
    }

    /**
     * Returns the pattern of the requests to one path.
     *
     * @param path decoded and complete, such as {@code /v2/keys/foo}
     * @return to begin with
     * @throws IllegalArgumentException if {@code path} does not begin with a slash
     */
    public static Requests path(String path) {
        return ANY.withPath(path);
    }

    /**
     * Returns the pattern of the requests to a path and to all that is below it.
     *
     * @param path decoded, such as {@code /v2/keys/queue}, which covers {@code /v2/keys/queue/1} but not
     *     {@code /v2/keys/queues}
     * @return to begin with
     * @throws IllegalArgumentException if {@code path} does not begin with a slash
     */
    public static Requests pathBelow(String path) {
        return ANY.withPathBelow(path);
    }

    /**
     * Narrows this pattern down to one method.
     *
     * @param method in upper case, such as {@code PUT}
     * @return the narrower pattern
     */
    public Requests withMethod(String method) {
        Objects.requireNonNull(method, "method");
        return and("method " + method, request -> request.method().equals(method));
    }

    /**
     * Narrows this pattern down to one path.
     *
     * @param path decoded and complete, such as {@code /v2/keys/foo}
     * @return the narrower pattern
     * @throws IllegalArgumentException if {@code path} does not begin with a slash
     */
    public Requests withPath(String path) {
        String complete = checked(path);
        return and("path " + complete, request -> request.path().equals(complete));
    }

    /**
     * Narrows this pattern down to a path and all that is below it.
     *
     * @param path decoded, as for {@link #pathBelow}
     * @return the narrower pattern
     * @throws IllegalArgumentException if {@code path} does not begin with a slash
     */
    public Requests withPathBelow(String path) {
        String parent = checked(path);
        String prefix = parent.endsWith("/") ? parent : parent + "/";
        return and(
                "path from " + parent,
                request -> request.path().equals(parent) || request.path().startsWith(prefix));
    }

    /**
     * Narrows this pattern down to one value of a parameter, be it in the form or in the query.
     *
     * @param name of the parameter
     * @param value decoded
     * @return the narrower pattern
     */
    public Requests withParameter(String name, String value) {
        Objects.requireNonNull(value, "value");
        return and(
                "parameter " + name + "=" + value,
                request -> value.equals(request.parameters().get(name)));
    }

    /**
     * Narrows this pattern down by any rule.
     *
     * @param rule says whether a request fits; called on the members' own threads, it must not block, and if it throws,
     *     the connection of the request is reset
     * @return the narrower pattern
     */
    public Requests with(Predicate<ReceivedRequest> rule) {
        return and("a rule", Objects.requireNonNull(rule, "rule"));
    }

    /**
     * Says whether a request fits this pattern.
     *
     * @param request to look at
     * @return whether it fits
     */
    public boolean match(ReceivedRequest request) {
        return predicate.test(request);
    }

    /** What is asked for, for logs. */
    @Override
    public String toString() {
        return description;
    }

    private Requests and(String more, Predicate<ReceivedRequest> rule) {
        return this == ANY ? new Requests(more, rule) : new Requests(description + ", " + more, predicate.and(rule));
    }

    private static String checked(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "path is \"" + path + "\"; begin it with a slash, such as /v2/keys/foo for the key /foo");
        }
        return path;
    }
}
