package dev.pinwheel.etcd.core.members;

import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.codec.JsonApi;
import dev.pinwheel.etcd.core.codec.JsonObject;
import dev.pinwheel.etcd.core.codec.Utf8;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.dispatch.RequestBody;
import dev.pinwheel.etcd.members.Member;
import dev.pinwheel.etcd.members.MembersException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.json.JsonFactory;

/** What can be done with members, each call as a value. Safe for use by many threads. */
public final class MembersOperations {
    private static final String PATH = "/v2/members";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{1,16}");

    private final JsonApi api;

    /** On the members of whichever cluster is asked. */
    @Inject
    public MembersOperations(JsonFactory json) {
        this.api = new JsonApi(json, MembersException::new);
    }

    /** All members. */
    public Operation<List<Member>> list() {
        return api.operation(
                EtcdRequest.read(PATH),
                answer -> answer.list("members", element -> member(JsonObject.objectIn("members", element))));
    }

    /** The leader. */
    public Operation<Member> leader() {
        return api.operation(EtcdRequest.read(PATH + "/leader"), MembersOperations::member);
    }

    Operation<Member> add(String... peerUrls) {
        return api.operation(EtcdRequest.write("POST", PATH, body(peerUrls)), MembersOperations::member);
    }

    Operation<Void> update(String id, String... peerUrls) {
        return api.operation(EtcdRequest.write("PUT", pathOf(id), body(peerUrls)));
    }

    Operation<Void> remove(String id) {
        return api.operation(EtcdRequest.write("DELETE", pathOf(id), null));
    }

    private static String pathOf(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id is \"" + id
                    + "\"; give a member's id, which is up to 16 hexadecimal digits, not its name: see list()");
        }
        return PATH + "/" + id;
    }

    private RequestBody body(String... peerUrls) {
        if (peerUrls.length == 0) {
            throw new IllegalArgumentException("no peerUrls; give at least one, such as \"http://10.0.0.4:2380\"");
        }
        List<String> urls = List.of(peerUrls);
        for (String url : urls) {
            if (url.isBlank() || Utf8.length("peerUrl", url) == 0) {
                throw new IllegalArgumentException("a peerUrl is blank; give one such as \"http://10.0.0.4:2380\"");
            }
        }
        return api.body(json -> JsonApi.writeTexts(json, "peerURLs", urls));
    }

    private static Member member(JsonObject member) throws UnexpectedAnswerException {
        return new Member(member.text("id"), member.text("name"), member.uris("peerURLs"), member.uris("clientURLs"));
    }
}
