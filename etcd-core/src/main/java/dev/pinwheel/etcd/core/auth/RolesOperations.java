package dev.pinwheel.etcd.core.auth;

import dev.pinwheel.etcd.auth.Permissions;
import dev.pinwheel.etcd.auth.Role;
import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.codec.JsonApi;
import dev.pinwheel.etcd.core.codec.JsonObject;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import java.util.List;

/**
 * What can be done with roles, each call as a value.
 *
 * @param api writes and reads
 */
record RolesOperations(JsonApi api) {
    private static final String PATH = "/v2/auth/roles";

    Operation<List<Role>> list() {
        return api.operation(
                EtcdRequest.read(PATH),
                answer -> answer.list("roles", element -> role(JsonObject.objectIn("roles", element))));
    }

    Operation<Role> get(String name) {
        return api.operation(EtcdRequest.read(pathOf(name)), RolesOperations::role);
    }

    Operation<Role> add(String name, Permissions permissions) {
        return put(name, "permissions", permissions);
    }

    Operation<Void> remove(String name) {
        return api.operation(EtcdRequest.write("DELETE", pathOf(name), null));
    }

    Operation<Role> grant(String name, Permissions permissions) {
        return put(name, "grant", atLeastOne(permissions));
    }

    Operation<Role> revoke(String name, Permissions permissions) {
        return put(name, "revoke", atLeastOne(permissions));
    }

    private Operation<Role> put(String name, String field, Permissions permissions) {
        permissions.read().forEach(Names::requirePattern);
        permissions.write().forEach(Names::requirePattern);
        return api.operation(
                EtcdRequest.write("PUT", pathOf(name), api.body(json -> {
                    json.writeStringProperty("role", name);
                    json.writeObjectPropertyStart(field);
                    json.writeObjectPropertyStart("kv");
                    JsonApi.writeTexts(json, "read", permissions.read());
                    JsonApi.writeTexts(json, "write", permissions.write());
                    json.writeEndObject();
                    json.writeEndObject();
                })),
                RolesOperations::role);
    }

    /** Without any pattern etcd would take a change for the creation of a role. */
    private static Permissions atLeastOne(Permissions permissions) {
        if (permissions.read().isEmpty() && permissions.write().isEmpty()) {
            throw new IllegalArgumentException("no patterns; give at least one, such as \"/app/*\"");
        }
        return permissions;
    }

    private static String pathOf(String name) {
        return Names.pathOf(PATH, "role", name);
    }

    private static Role role(JsonObject role) throws UnexpectedAnswerException {
        JsonObject keys = role.object("permissions").object("kv");
        return new Role(role.text("role"), new Permissions(keys.texts("read"), keys.texts("write")));
    }
}
