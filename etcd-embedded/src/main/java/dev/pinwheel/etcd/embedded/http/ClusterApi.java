package dev.pinwheel.etcd.embedded.http;

import java.util.stream.Collectors;

/** Answers what concerns the members rather than the keys. */
final class ClusterApi {
    private final ClusterInfo cluster;

    ClusterApi(ClusterInfo cluster) {
        this.cluster = cluster;
    }

    Response machines() {
        return Response.text(
                200,
                cluster.members().stream()
                        .map(member -> member.uri().toString())
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    /** @param path decoded and clean */
    Response members(Request request, String path) {
        Response answer = request.method().equals("GET") ? members(path) : memberChange(request, path);
        return answer.with("X-Etcd-Cluster-Id", cluster.hexId());
    }

    private Response members(String path) {
        return switch (path) {
            case "/v2/members", "/v2/members/" -> Response.json(200, listing());
            case "/v2/members/leader" -> Response.json(200, leader());
            default -> Response.json(404, "{\"message\":\"Not found\"}");
        };
    }

    private static Response memberChange(Request request, String path) {
        boolean lacksId = path.equals("/v2/members") || path.equals("/v2/members/");
        return lacksId && !request.method().equals("POST")
                ? Response.plainError(405, "Method Not Allowed")
                : Response.notImplemented(
                        "changes of members are not part of the embedded etcd yet; start one with as many as needed");
    }

    private String listing() {
        JsonWriter json = new JsonWriter().open('{').name("members").open('[');
        cluster.members().forEach(member -> write(member, json));
        return json.close(']').close('}') + "\n";
    }

    // All members are always up to date, so any of them can play the leader; the first one does.
    private String leader() {
        JsonWriter json = new JsonWriter();
        write(cluster.members().get(0), json);
        return json + "\n";
    }

    // There is no traffic between members, and so no peer URL but the one for clients.
    private static void write(MemberInfo member, JsonWriter json) {
        String url = member.uri().toString();
        json.open('{')
                .name("id")
                .text(Long.toHexString(member.id()))
                .name("name")
                .text(member.name());
        json.name("peerURLs").open('[').text(url).close(']');
        json.name("clientURLs").open('[').text(url).close(']').close('}');
    }
}
