package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.store.ReplicatedStore;
import java.time.InstantSource;
import java.util.List;

/**
 * Everything that a member answers, as a function from requests to responses.
 *
 * <p>Thread-safe: the only state is the store's.
 */
public final class Api {
    private static final String VERSION = "{\"etcdserver\":\"3.4.23\",\"etcdcluster\":\"3.4.0\"}";

    private final KeysApi keys;
    private final ClusterApi cluster;
    private final List<Route> routes;

    /**
     * Makes the answers of one cluster.
     *
     * @param info what members tell about the cluster
     * @param store what they share
     * @param clock what their times to live are counted by
     */
    public Api(ClusterInfo info, ReplicatedStore store, InstantSource clock) {
        this.keys = new KeysApi(info, store, clock);
        this.cluster = new ClusterApi(info);
        this.routes = List.of(
                Route.tree(KeysApi.PATH, "HEAD,GET,PUT,POST,DELETE", keys::answer),
                Route.tree("/v2/members", "GET,POST,DELETE,PUT", cluster::members),
                Route.exact("/v2/machines", "GET,HEAD", (request, path) -> cluster.machines()),
                Route.exact("/version", "GET", (request, path) -> Response.json(200, VERSION)),
                Route.exact("/health", "GET", (request, path) -> Response.text(200, "{\"health\":\"true\"}")),
                Route.exact("/v2/auth/enable", "GET,PUT,DELETE", Api::authentication),
                Route.exact("/v2/auth/users", "GET", Api::authentication),
                Route.exact("/v2/auth/users/", "GET", Api::authentication),
                Route.tree("/v2/auth/users", "GET,PUT,DELETE", Api::authentication),
                Route.exact("/v2/auth/roles", "GET", Api::authentication),
                Route.exact("/v2/auth/roles/", "GET", Api::authentication),
                Route.tree("/v2/auth/roles", "GET,PUT,DELETE", Api::authentication),
                Route.exact("/v2/stats/self", "GET", Api::statistics),
                Route.exact("/v2/stats/leader", "GET", Api::statistics),
                Route.exact("/v2/stats/store", "GET", Api::statistics),
                Route.exact("/metrics", "GET", Api::statistics),
                Route.exact("/debug/vars", "GET", Api::statistics),
                Route.exact("/config/local/log", "PUT", Api::logging));
    }

    Response answer(Request request) {
        Response answer = request.method().equals("OPTIONS") ? Response.empty(200) : route(request);
        return answer.with("Access-Control-Allow-Headers", "accept, content-type, authorization")
                .with("Access-Control-Allow-Methods", "POST, GET, OPTIONS, PUT, DELETE")
                .with("Access-Control-Allow-Origin", "*");
    }

    private Response route(Request request) {
        String path;
        try {
            path = PercentCode.decodePath(request.rawPath());
        } catch (MalformedEscape malformed) {
            return Response.text(400, "400 Bad Request");
        }
        String cleanPath = CleanPath.of(path);
        if (!cleanPath.equals(path)) {
            return CleanPath.redirect(request, cleanPath);
        }
        return routes.stream()
                .filter(route -> route.covers(path))
                .findFirst()
                .map(route -> route.answer(request, path))
                .orElseGet(() -> Response.plainError(404, "404 page not found"));
    }

    private static Response authentication(Request request, String path) {
        return Response.notImplemented("authentication (/v2/auth) is not part of the embedded etcd yet; it is off");
    }

    private static Response statistics(Request request, String path) {
        return Response.notImplemented("statistics (" + path + ") are not part of the embedded etcd yet");
    }

    private static Response logging(Request request, String path) {
        return Response.notImplemented("log levels (" + path + ") are not part of the embedded etcd: it does not log");
    }
}
