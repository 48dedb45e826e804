package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.members.Member;
import dev.pinwheel.etcd.embedded.replication.Replica;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Everything that a member answers, as a function from requests to answers.
 *
 * <p>Thread-safe: the only state is the cluster's.
 */
public final class Api {
    private static final String VERSION = "{\"etcdserver\":\"3.4.23\",\"etcdcluster\":\"3.4.0\"}";

    private final Replica replica;
    private final List<Route> routes;

    /**
     * Makes the answers of one member.
     *
     * @param cluster what it shares with the others
     * @param self which one it is
     * @param whenRemoved called with the id of a member that a client has removed, before the client is told
     */
    public Api(Cluster cluster, Member self, LongConsumer whenRemoved) {
        this.replica = cluster.replication().replica(self.id());
        KeysApi keys = new KeysApi(cluster, replica);
        MembersApi members = new MembersApi(cluster, replica, whenRemoved);
        AuthApi auth = new AuthApi(cluster, replica);
        StatisticsApi statistics = new StatisticsApi(cluster, self, replica);
        OperationsApi operations = new OperationsApi(replica);
        this.routes = List.of(
                Route.tree(KeysApi.PATH, "HEAD,GET,PUT,POST,DELETE", keys::answer),
                Route.tree(MembersApi.PATH, "GET,POST,DELETE,PUT", members::answer),
                Route.exact("/v2/machines", "GET,HEAD", members::machines),
                Route.exact(AuthApi.ENABLE, "GET,PUT,DELETE", auth::enable),
                Route.exact(AuthApi.USERS, "GET", auth::users),
                Route.exact(AuthApi.USERS + "/", "GET", auth::users),
                Route.tree(AuthApi.USERS, "GET,PUT,DELETE", auth::user),
                Route.exact(AuthApi.ROLES, "GET", auth::roles),
                Route.exact(AuthApi.ROLES + "/", "GET", auth::roles),
                Route.tree(AuthApi.ROLES, "GET,PUT,DELETE", auth::role),
                Route.exact("/v2/stats/self", "GET", statistics::self),
                Route.exact("/v2/stats/leader", "GET", statistics::leader),
                Route.exact("/v2/stats/store", "GET", statistics::store),
                Route.exact("/version", "GET", (request, path) -> Response.json(200, VERSION)),
                Route.exact("/health", "GET", operations::health),
                Route.exactForAnyMethod("/metrics", operations::metrics),
                Route.exact("/debug/vars", "GET", operations::variables),
                Route.exact("/config/local/log", "PUT", operations::logLevel));
    }

    /** Whether the member answers anything at all: once it has found a leader for the first time since its start. */
    boolean isReady() {
        return replica.hasJoined();
    }

    /** Calls once it does. */
    void whenReady(Runnable task) {
        replica.whenJoined(task);
    }

    Answer answer(Request request) {
        Answer answer = request.method().equals("OPTIONS") ? Response.empty(200) : route(request);
        return answer.with("Access-Control-Allow-Headers", "accept, content-type, authorization")
                .with("Access-Control-Allow-Methods", "POST, GET, OPTIONS, PUT, DELETE")
                .with("Access-Control-Allow-Origin", "*");
    }

    private Answer route(Request request) {
        if (request.target().equals("*")) {
            return Response.empty(400).with("Connection", "close");
        }
        String path;
        try {
            path = PercentCode.decodePath(request.rawPath());
        } catch (MalformedEscape malformed) {
            return Response.text(400, "400 Bad Request").with("Connection", "close");
        }
        String cleanPath = CleanPath.of(path);
        if (!cleanPath.equals(path)) {
            return CleanPath.redirect(request, cleanPath);
        }
        Optional<Route> route =
                routes.stream().filter(known -> known.covers(path)).findFirst();
        return route.isPresent() ? route.get().answer(request, path) : Response.plainError(404, "404 page not found");
    }
}
