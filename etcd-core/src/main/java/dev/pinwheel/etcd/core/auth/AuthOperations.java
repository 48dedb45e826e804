package dev.pinwheel.etcd.core.auth;

import dev.pinwheel.etcd.auth.AuthException;
import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.codec.JsonApi;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import jakarta.inject.Inject;
import tools.jackson.core.json.JsonFactory;

/** What can be done with authentication, each call as a value. Safe for use by many threads. */
public final class AuthOperations {
    private static final String PATH = "/v2/auth/enable";

    private final JsonApi api;
    private final UsersOperations users;
    private final RolesOperations roles;

    /** On the accounts of whichever cluster is asked. */
    @Inject
    public AuthOperations(JsonFactory json) {
        this.api = new JsonApi(json, AuthException::new);
        this.users = new UsersOperations(api);
        this.roles = new RolesOperations(api);
    }

    Operation<Boolean> isEnabled() {
        return api.operation(EtcdRequest.read(PATH), answer -> answer.flag("enabled"));
    }

    Operation<Void> enable() {
        return api.operation(EtcdRequest.write("PUT", PATH, null));
    }

    Operation<Void> disable() {
        return api.operation(EtcdRequest.write("DELETE", PATH, null));
    }

    UsersOperations users() {
        return users;
    }

    RolesOperations roles() {
        return roles;
    }
}
