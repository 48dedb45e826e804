package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.auth.Accounts;
import dev.pinwheel.etcd.embedded.auth.AuthRefusal;
import dev.pinwheel.etcd.embedded.auth.Role;
import dev.pinwheel.etcd.embedded.auth.SharedAccounts;
import dev.pinwheel.etcd.embedded.auth.UserChange;
import dev.pinwheel.etcd.embedded.auth.UserView;
import dev.pinwheel.etcd.embedded.replication.Replica;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers everything under {@code /v2/auth}. */
final class AuthApi {
    static final String ENABLE = "/v2/auth/enable";
    static final String USERS = "/v2/auth/users";
    static final String ROLES = "/v2/auth/roles";

    private static final String NO_ROOT = "auth: No root user available, please create one";

    private final Cluster cluster;
    private final Replica replica;
    private final SharedAccounts accounts;

    AuthApi(Cluster cluster, Replica replica) {
        this.cluster = cluster;
        this.replica = replica;
        this.accounts = cluster.accounts();
    }

    /** One question or change. */
    private interface Endpoint {
        Answer answer() throws AuthRefusal, MalformedJson, NoAgreement;
    }

    Answer enable(Request request, String path) {
        return switch (request.method()) {
            case "GET" -> named(Response.json(200, "{\"enabled\":" + accounts.isEnabled() + "}\n"));
            // What etcd finds out in vain is the user root.
            case "PUT" ->
                guarded(
                        request,
                        () -> emptyAfter(Accounts::enable),
                        Pending.timeOut(cluster.requestTimeout(), Response.message(409, NO_ROOT)));
            default -> guarded(request, () -> emptyAfter(Accounts::disable));
        };
    }

    Answer users(Request request, String path) {
        return guarded(request, () -> {
            JsonWriter json = new JsonWriter().open('{').name("users");
            accounts.use(all -> write(all, json));
            return Response.json(200, json.close('}') + "\n");
        });
    }

    Answer roles(Request request, String path) {
        return guarded(request, () -> {
            JsonWriter json = new JsonWriter().open('{').name("roles").open('[');
            accounts.use(Accounts::roles).forEach(role -> AuthJson.write(role, json));
            return Response.json(200, json.close(']').close('}') + "\n");
        });
    }

    Answer user(Request request, String path) {
        Optional<String> name = name(path, USERS);
        if (name.isEmpty()) {
            return Response.message(400, "Invalid path");
        }
        return switch (request.method()) {
            case "GET" -> guarded(request, () -> Response.json(200, user(name.get())));
            // etcd tries two things, one after the other.
            case "PUT" ->
                guarded(
                        request,
                        () -> putUser(AuthJson.user(JsonReader.first(request.body())), name.get()),
                        timeOut(cluster.requestTimeout().multipliedBy(2)));
            default -> guarded(request, () -> emptyAfter(all -> all.deleteUser(name.get())));
        };
    }

    Answer role(Request request, String path) {
        Optional<String> name = name(path, ROLES);
        if (name.isEmpty()) {
            return Response.message(400, "Invalid path");
        }
        return guarded(request, () -> switch (request.method()) {
            case "GET" -> Response.json(200, showRole(accounts.use(all -> all.role(name.get()))));
            case "PUT" -> putRole(AuthJson.role(JsonReader.first(request.body())), name.get());
            default -> emptyAfter(all -> all.deleteRole(name.get()));
        });
    }

    /** What is not allowed at all, as any endpoint but the keys says it. */
    static Response insufficientCredentials() {
        return Response.message(401, "Insufficient credentials");
    }

    private static Pending timeOut(Duration patience) {
        return Pending.timeOut(patience, Response.message(500, "Internal Server Error"));
    }

    private Answer guarded(Request request, Endpoint endpoint) {
        return guarded(request, endpoint, timeOut(cluster.requestTimeout()));
    }

    private Answer guarded(Request request, Endpoint endpoint, Pending withoutAgreement) {
        if (!accounts.isAdministrator(Credentials.of(request))) {
            return insufficientCredentials();
        }
        try {
            return named(endpoint.answer());
        } catch (MalformedJson malformed) {
            return named(Response.message(400, "Invalid JSON in request body."));
        } catch (NoAgreement alone) {
            return named(withoutAgreement);
        } catch (AuthRefusal refusal) {
            return named(Response.message(status(refusal.reason()), refusal.sentence()));
        }
    }

    private Answer putUser(UserChange change, String name) throws AuthRefusal, NoAgreement {
        if (!change.name().equals(name)) {
            return Response.message(400, "User JSON name does not match the name in the URL");
        }
        boolean changesRoles = !change.grant().isEmpty() || !change.revoke().isEmpty();
        if (changesRoles && !change.roles().isEmpty()) {
            return Response.message(400, "User JSON contains both roles and grant/revoke");
        }
        if (!change.roles().isEmpty()) {
            return Response.json(200, AuthJson.show(change(all -> all.createUser(change))));
        }
        return change(all -> changesRoles || all.hasUser(name)
                ? Response.json(200, AuthJson.show(all.updateUser(change)))
                : Response.json(201, AuthJson.show(all.createUser(change))));
    }

    private Answer putRole(AuthJson.SentRole sent, String name) throws AuthRefusal, NoAgreement {
        if (!sent.role().name().equals(name)) {
            return Response.message(400, "Role JSON name does not match the name in the URL");
        }
        if (!sent.changes()) {
            return emptyAfter(all -> all.createRole(sent.role())).withBody(201, show(sent));
        }
        return sent.role().permissions().isEmpty()
                ? Response.json(200, showRole(change(all -> all.updateRole(name, sent.grant(), sent.revoke()))))
                : Response.message(400, "Role JSON contains both permissions and grant/revoke");
    }

    private String user(String name) throws AuthRefusal {
        return accounts.use(all -> {
            UserView user = all.user(name);
            List<Role> roles = new ArrayList<>();
            for (String role : user.roles().orElse(List.of())) {
                roles.add(all.role(role));
            }
            JsonWriter json = new JsonWriter();
            AuthJson.write(user, roles, json);
            return json + "\n";
        });
    }

    private static JsonWriter write(Accounts all, JsonWriter json) {
        List<UserView> users = all.users();
        if (users.isEmpty()) {
            return json.literal("null");
        }
        json.open('[');
        users.forEach(user -> AuthJson.write(
                user,
                user.roles().orElse(List.of()).stream()
                        .flatMap(role -> all.findRole(role).stream())
                        .toList(),
                json));
        return json.close(']');
    }

    private static String showRole(Role role) {
        return show(new AuthJson.SentRole(role, Optional.empty(), Optional.empty()));
    }

    private static String show(AuthJson.SentRole role) {
        JsonWriter json = new JsonWriter();
        AuthJson.write(role, json);
        return json + "\n";
    }

    /** Something that has no result. */
    private interface Change {
        void apply(Accounts accounts) throws AuthRefusal;
    }

    private Response emptyAfter(Change change) throws AuthRefusal, NoAgreement {
        return change(all -> {
            change.apply(all);
            return Response.json(200, "");
        });
    }

    private <T> T change(SharedAccounts.Use<T> use) throws AuthRefusal, NoAgreement {
        return replica.<T, AuthRefusal>change(count -> accounts.change(use, count))
                .orElseThrow(NoAgreement::new);
    }

    private Answer named(Answer answer) {
        return answer.with("X-Etcd-Cluster-Id", cluster.hexId());
    }

    /** The last segment of a path as text; empty if there are more of them. */
    private static Optional<String> name(String path, String parent) {
        String below = path.substring(parent.length() + 1);
        String name = below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
        return name.contains("/")
                ? Optional.empty()
                : Optional.of(new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static int status(AuthRefusal.Reason reason) {
        return switch (reason) {
            case INCOMPLETE -> 400;
            case FORBIDDEN -> 403;
            case MISSING -> 404;
            case CONFLICT -> 409;
        };
    }
}
