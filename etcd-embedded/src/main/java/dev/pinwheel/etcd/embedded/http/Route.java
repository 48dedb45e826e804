package dev.pinwheel.etcd.embedded.http;

import java.util.Arrays;
import java.util.function.BiFunction;

/** Where requests for some paths go. */
record Route(
        String path, boolean withPathsBelow, String allowedMethods, BiFunction<Request, String, Response> endpoint) {

    static Route exact(String path, String allowedMethods, BiFunction<Request, String, Response> endpoint) {
        return new Route(path, false, allowedMethods, endpoint);
    }

    /** The path itself and all below it. */
    static Route tree(String path, String allowedMethods, BiFunction<Request, String, Response> endpoint) {
        return new Route(path, true, allowedMethods, endpoint);
    }

    boolean covers(String requested) {
        return requested.equals(path) || (withPathsBelow && requested.startsWith(path + "/"));
    }

    Response answer(Request request, String requested) {
        boolean allowed = Arrays.asList(allowedMethods.split(",", -1)).contains(request.method());
        return allowed
                ? endpoint.apply(request, requested)
                : Response.plainError(405, "Method Not Allowed").with("Allow", allowedMethods);
    }
}
