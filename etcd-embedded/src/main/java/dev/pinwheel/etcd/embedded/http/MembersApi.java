package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.members.Member;
import dev.pinwheel.etcd.embedded.members.Membership;
import dev.pinwheel.etcd.embedded.members.MembershipRefusal;
import dev.pinwheel.etcd.embedded.replication.Replica;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers what concerns the members rather than the keys. */
final class MembersApi {
    static final String PATH = "/v2/members";

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]+");
    private static final int CHANGES_OF_REMOVAL = 2;

    private final Cluster cluster;
    private final Membership members;
    private final Replica replica;
    private final LongConsumer whenRemoved;

    MembersApi(Cluster cluster, Replica replica, LongConsumer whenRemoved) {
        this.cluster = cluster;
        this.replica = replica;
        this.members = cluster.members();
        this.whenRemoved = whenRemoved;
    }

    /** Something that is done to the members. */
    private interface Change {
        Answer apply() throws MembershipRefusal;
    }

    Answer machines(Request request, String path) {
        return Response.text(
                200,
                members.all().stream()
                        .flatMap(member -> member.clientUrls().stream())
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    /** @param path decoded and clean */
    Answer answer(Request request, String path) {
        if (request.method().equals("GET")) {
            return named(read(path));
        }
        boolean lacksId = path.equals(PATH) || path.equals(PATH + "/");
        if (!cluster.accounts().isAdministrator(Credentials.of(request))) {
            return AuthApi.insufficientCredentials();
        }
        if (request.method().equals("POST")) {
            return named(withUrls(request, urls -> add(urls)));
        }
        return named(
                lacksId
                        ? Response.plainError(405, "Method Not Allowed")
                        : changeOne(request, path.substring(PATH.length() + 1)));
    }

    private Response read(String path) {
        return switch (path) {
            case PATH, PATH + "/" -> Response.json(200, listing());
            case PATH + "/leader" ->
                replica.leader()
                        .flatMap(members::find)
                        .map(leader -> Response.json(200, show(leader)))
                        .orElseGet(() -> Response.message(503, "During election"));
            default -> Response.message(404, "Not found");
        };
    }

    private Answer changeOne(Request request, String text) {
        long id;
        try {
            if (!HEXADECIMAL.matcher(text).matches()) {
                return noSuchMember(text);
            }
            id = Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException beyond64Bits) {
            return noSuchMember(text);
        }
        return request.method().equals("DELETE")
                ? answer(id, () -> remove(id))
                : withUrls(request, urls -> answer(id, () -> update(id, urls)));
    }

    /** What is done with URLs that are as they should be. */
    private interface Placement {
        Answer apply(List<String> urls);
    }

    private static Answer withUrls(Request request, Placement placement) {
        String contentType = request.contentType().orElse("");
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0
                ? contentType
                : contentType.substring(0, semicolon).strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json")) {
            return Response.message(415, "Bad Content-Type " + type + ", accept application/json");
        }
        if (request.flaw().isPresent()) {
            return Response.message(400, request.flaw().get());
        }
        try {
            List<String> urls = JsonReader.only(request.body())
                    .fields("value of type struct { PeerURLs []string \"json:\\\"peerURLs\\\"\" }")
                    .field("peerURLs")
                    .texts("struct field .peerURLs of type []string", "struct field .peerURLs of type string")
                    .orElse(List.of());
            return PeerUrls.complaint(urls)
                    .<Answer>map(complaint -> Response.message(400, complaint))
                    .orElseGet(() -> placement.apply(PeerUrls.normalized(urls)));
        } catch (MalformedJson malformed) {
            return Response.message(400, malformed.complaint());
        }
    }

    private Answer add(List<String> urls) {
        if (replica.leader().isEmpty() || !replica.isFullyConnected()) {
            return internalError();
        }
        return answer(
                0,
                () -> agreed(count -> {
                    Member member = members.add(urls, cluster.clock().instant());
                    count.accept(1);
                    return Response.json(201, show(member));
                }));
    }

    private Answer update(long id, List<String> urls) throws MembershipRefusal {
        if (members.hasRemoved(id)) {
            return internalError();
        }
        return agreed(count -> {
            members.update(id, urls);
            count.accept(1);
            return Response.empty(204);
        });
    }

    private Answer remove(long id) throws MembershipRefusal {
        return agreed(count -> {
            members.remove(id);
            count.accept(CHANGES_OF_REMOVAL);
            whenRemoved.accept(id);
            return Response.empty(204);
        });
    }

    private Answer agreed(Replica.SharedChange<Response, MembershipRefusal> change) throws MembershipRefusal {
        Optional<Response> done = replica.change(change);
        return done.isPresent() ? done.get() : Pending.timeOut(cluster.requestTimeout(), internalError());
    }

    private static Answer answer(long id, Change change) {
        try {
            return change.apply();
        } catch (MembershipRefusal refusal) {
            return switch (refusal.reason()) {
                case URL_IN_USE -> Response.message(409, "membership: peerURL exists");
                case UNKNOWN -> noSuchMember(Long.toHexString(id));
                case REMOVED -> Response.message(410, "Member permanently removed: " + Long.toHexString(id));
                case QUORUM_AT_RISK -> internalError();
            };
        }
    }

    private static Response internalError() {
        return Response.message(500, "Internal Server Error");
    }

    private static Response noSuchMember(String id) {
        return Response.message(404, "No such member: " + id);
    }

    private String listing() {
        JsonWriter json = new JsonWriter().open('{').name("members").open('[');
        members.all().forEach(member -> write(member, json));
        return json.close(']').close('}') + "\n";
    }

    private static String show(Member member) {
        JsonWriter json = new JsonWriter();
        write(member, json);
        return json + "\n";
    }

    private static void write(Member member, JsonWriter json) {
        json.open('{').name("id").text(member.hexId()).name("name").text(member.name());
        json.name("peerURLs").open('[');
        member.peerUrls().forEach(json::text);
        json.close(']').name("clientURLs").open('[');
        member.clientUrls().forEach(json::text);
        json.close(']').close('}');
    }

    private Answer named(Answer answer) {
        return answer.with("X-Etcd-Cluster-Id", cluster.hexId());
    }
}
