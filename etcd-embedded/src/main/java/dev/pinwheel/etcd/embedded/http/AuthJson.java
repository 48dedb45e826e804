package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.auth.Patterns;
import dev.pinwheel.etcd.embedded.auth.Permissions;
import dev.pinwheel.etcd.embedded.auth.Role;
import dev.pinwheel.etcd.embedded.auth.UserChange;
import dev.pinwheel.etcd.embedded.auth.UserView;
import java.util.List;
import java.util.Optional;

/** Users and roles as JSON: what clients send and what they get. */
final class AuthJson {
    // What is wanted shows in no answer: they all say "Invalid JSON".
    private static final String ANY = "value";

    private AuthJson() {}

    static UserChange user(Json json) throws MalformedJson {
        Json.Fields fields = json.fields(ANY);
        return new UserChange(
                fields.field("user").text(ANY),
                fields.field("password").text(ANY),
                texts(fields.field("roles")),
                texts(fields.field("grant")),
                texts(fields.field("revoke")));
    }

    /** A role as it is sent: with changes of its permissions where there are some. */
    record SentRole(Role role, Optional<Permissions> grant, Optional<Permissions> revoke) {

        boolean changes() {
            return grant.stream().anyMatch(permissions -> !permissions.isEmpty())
                    || revoke.stream().anyMatch(permissions -> !permissions.isEmpty());
        }
    }

    static SentRole role(Json json) throws MalformedJson {
        Json.Fields fields = json.fields(ANY);
        Permissions permissions = permissions(fields.field("permissions")).orElse(Permissions.NONE);
        return new SentRole(
                new Role(fields.field("role").text(ANY), permissions),
                permissions(fields.field("grant")),
                permissions(fields.field("revoke")));
    }

    /** With the names of the roles, as changes are answered. */
    static String show(UserView user) {
        JsonWriter json =
                new JsonWriter().open('{').name("user").text(user.name()).name("roles");
        write(user.roles(), json);
        return json.close('}') + "\n";
    }

    /** With the roles themselves, as reads are answered. */
    static void write(UserView user, List<Role> roles, JsonWriter json) {
        json.open('{').name("user").text(user.name());
        if (!roles.isEmpty()) {
            json.name("roles").open('[');
            roles.forEach(role -> write(role, json));
            json.close(']');
        }
        json.close('}');
    }

    static void write(Role role, JsonWriter json) {
        write(new SentRole(role, Optional.empty(), Optional.empty()), json);
    }

    static void write(SentRole sent, JsonWriter json) {
        json.open('{').name("role").text(sent.role().name()).name("permissions");
        write(sent.role().permissions(), json);
        sent.grant().ifPresent(permissions -> write(permissions, json.name("grant")));
        sent.revoke().ifPresent(permissions -> write(permissions, json.name("revoke")));
        json.close('}');
    }

    private static void write(Permissions permissions, JsonWriter json) {
        json.open('{').name("kv").open('{').name("read");
        write(permissions.read().list(), json);
        json.name("write");
        write(permissions.write().list(), json);
        json.close('}').close('}');
    }

    private static void write(Optional<List<String>> texts, JsonWriter json) {
        if (texts.isEmpty()) {
            json.literal("null");
        } else {
            json.open('[');
            texts.get().forEach(json::text);
            json.close(']');
        }
    }

    private static Optional<Permissions> permissions(Json json) throws MalformedJson {
        if (json instanceof Json.Null) {
            return Optional.empty();
        }
        Json.Fields lists = json.fields(ANY).field("kv").fields(ANY);
        return Optional.of(new Permissions(
                new Patterns(lists.field("read").texts(ANY, ANY)),
                new Patterns(lists.field("write").texts(ANY, ANY))));
    }

    private static List<String> texts(Json json) throws MalformedJson {
        return json.texts(ANY, ANY).orElse(List.of());
    }
}
