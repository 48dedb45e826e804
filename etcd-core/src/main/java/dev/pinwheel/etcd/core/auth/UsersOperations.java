package dev.pinwheel.etcd.core.auth;

import dev.pinwheel.etcd.auth.AuthException;
import dev.pinwheel.etcd.auth.User;
import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.codec.JsonApi;
import dev.pinwheel.etcd.core.codec.JsonObject;
import dev.pinwheel.etcd.core.codec.Utf8;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * What can be done with users, each call as a value.
 *
 * @param api writes and reads
 */
record UsersOperations(JsonApi api) {
    private static final String PATH = "/v2/auth/users";

    Operation<List<User>> list() {
        return api.operation(
                EtcdRequest.read(PATH),
                answer -> answer.list("users", element -> user(JsonObject.objectIn("users", element))));
    }

    Operation<User> get(String name) {
        return api.operation(EtcdRequest.read(pathOf(name)), UsersOperations::user);
    }

    Operation<User> add(String name, String password, String... roles) {
        Names.requirePassword(password);
        List<String> granted = checked(roles);
        return put(name, json -> {
            json.writeStringProperty("password", password);
            if (!granted.isEmpty()) {
                JsonApi.writeTexts(json, "roles", granted);
            }
        });
    }

    Operation<Void> remove(String name) {
        return api.operation(EtcdRequest.write("DELETE", pathOf(name), null));
    }

    Operation<User> grant(String name, String... roles) {
        List<String> granted = atLeastOne(roles);
        return put(name, json -> JsonApi.writeTexts(json, "grant", granted));
    }

    Operation<User> revoke(String name, String... roles) {
        List<String> revoked = atLeastOne(roles);
        return put(name, json -> JsonApi.writeTexts(json, "revoke", revoked));
    }

    Operation<User> changePassword(String name, String password) {
        Names.requirePassword(password);
        return put(name, json -> json.writeStringProperty("password", password));
    }

    /** Ends as etcd's refusal would if the user is there: adding one would change the password. */
    Operation<Boolean> requireMissing(String name) {
        return new Operation<>(EtcdRequest.read(pathOf(name)), (request, answer) -> {
            if (!exists(request, answer)) {
                return true;
            }
            throw new AuthException(
                    "PUT " + pathOf(name), 409, "auth: User " + name + " already exists.", answer.endpoint());
        });
    }

    /** Ends as etcd's refusal if the user is not there: changing the password would add one. */
    Operation<Boolean> requirePresent(String name) {
        return new Operation<>(EtcdRequest.read(pathOf(name)), (request, answer) -> {
            if (exists(request, answer)) {
                return true;
            }
            throw refusal(request, answer);
        });
    }

    private boolean exists(EtcdRequest request, EtcdAnswer answer) throws UnexpectedAnswerException {
        if (answer.status() != 404) {
            api.requireSuccess(request, answer);
            return true;
        }
        AuthException refusal = refusal(request, answer);
        if (!refusal.isUserNotFound() && !refusal.isRoleNotFound()) {
            throw refusal;
        }
        return refusal.isRoleNotFound(); // The role that is missing is one of a user's.
    }

    private AuthException refusal(EtcdRequest request, EtcdAnswer answer) throws UnexpectedAnswerException {
        try {
            api.requireSuccess(request, answer);
        } catch (AuthException refusal) {
            return refusal;
        }
        throw new UnexpectedAnswerException("a status that etcd does not use");
    }

    private Operation<User> put(String name, Consumer<JsonGenerator> change) {
        return api.operation(
                EtcdRequest.write("PUT", pathOf(name), api.body(json -> {
                    json.writeStringProperty("user", name);
                    change.accept(json);
                })),
                UsersOperations::user);
    }

    private static String pathOf(String name) {
        return Names.pathOf(PATH, "user", name);
    }

    private static List<String> atLeastOne(String... roles) {
        if (roles.length == 0) {
            throw new IllegalArgumentException("no roles; give at least one");
        }
        return checked(roles);
    }

    private static List<String> checked(String... roles) {
        List<String> checked = List.of(roles);
        for (String role : checked) {
            if (Utf8.length("role", role) == 0) {
                throw new IllegalArgumentException("the name of a role is empty; give one such as \"reader\"");
            }
        }
        return checked;
    }

    /** Writes answer with the names of roles, reads with the roles themselves; null, or nothing, is none. */
    private static User user(JsonObject user) throws UnexpectedAnswerException {
        List<String> roles = user.has("roles") ? user.list("roles", UsersOperations::roleName) : List.of();
        return new User(user.text("user"), roles);
    }

    private static String roleName(Object role) throws UnexpectedAnswerException {
        return role instanceof String name
                ? name
                : JsonObject.objectIn("roles", role).text("role");
    }
}
