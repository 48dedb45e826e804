package dev.pinwheel.etcd.embedded.http;

import java.util.Arrays;
import java.util.function.BiFunction;

/** Where requests for some paths go. */
record Route(String path, boolean withPathsBelow, String allowedMethods, BiFunction<Request, String, Answer> endpoint) {
    private static final String ANY_METHOD = "";

    static Route exact(String path, String allowedMethods, BiFunction<Request, String, Answer> endpoint) {
        return new Route(path, false, allowedMethods, endpoint);
    }

    static Route exactForAnyMethod(String path, BiFunction<Request, String, Answer> endpoint) {
        return new Route(path, false, ANY_METHOD, endpoint);
    }

    /** The path itself and all below it. */
    static Route tree(String path, String allowedMethods, BiFunction<Request, String, Answer> endpoint) {
        return new Route(path, true, allowedMethods, endpoint);
    }

    boolean covers(String requested) {
        return requested.equals(path) || (withPathsBelow && requested.startsWith(path + "/"));
    }

    Answer answer(Request request, String requested) {
        return allows(request.method())
                ? endpoint.apply(request, requested)
                : Response.plainError(405, "Method Not Allowed").with("Allow", allowedMethods);
    }

    private boolean allows(String method) {
        return allowedMethods.equals(ANY_METHOD)
                || Arrays.asList(allowedMethods.split(",", -1)).contains(method);
    }
}
