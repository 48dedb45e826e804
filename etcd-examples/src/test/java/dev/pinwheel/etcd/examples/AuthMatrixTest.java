package dev.pinwheel.etcd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.auth.AuthApi;
import dev.pinwheel.etcd.auth.AuthException;
import dev.pinwheel.etcd.auth.PermissionType;
import dev.pinwheel.etcd.auth.Permissions;
import dev.pinwheel.etcd.auth.Role;
import dev.pinwheel.etcd.auth.RolesApi;
import dev.pinwheel.etcd.auth.User;
import dev.pinwheel.etcd.auth.UsersApi;
import dev.pinwheel.etcd.keys.ErrorCode;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.KeysException;
import dev.pinwheel.etcd.members.MembersException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every call on users, roles and the switch, and what permissions do, on an etcd that is real and one that is embedded.
 */
@ParameterizedClass
@MethodSource("dev.pinwheel.etcd.examples.Setup#ofOne")
@Timeout(120)
class AuthMatrixTest {
    private static final String ROOT = "root-pässword";

    private final Setup.Running running;
    private final EtcdClient etcd;
    private final AuthApi auth;
    private final UsersApi users;
    private final RolesApi roles;

    AuthMatrixTest(Setup.Running running) {
        this.running = running;
        this.etcd = running.client("root", ROOT);
        this.auth = running.face().auth(etcd);
        this.users = auth.users();
        this.roles = auth.roles();
    }

    @AfterEach
    void forgetAll() {
        if (auth.isEnabled()) {
            auth.disable();
        }
        users.list().forEach(user -> users.remove(user.name()));
        roles.list().stream()
                .map(Role::name)
                .filter(name -> !name.equals("root"))
                .forEach(roles::remove);
        etcd.close();
    }

    @Test
    void theSwitch() {
        assertThat(auth.isEnabled()).isFalse();
        assertThat(refusal(auth::enable).isRootUserMissing()).isTrue();
        assertThat(refusal(auth::disable).isAlreadyDisabled()).isTrue();

        enable();

        assertThat(auth.isEnabled()).isTrue();
        assertThat(refusal(auth::enable).isAlreadyEnabled()).isTrue();
        assertThat(roles.get("guest").permissions()).isEqualTo(Permissions.of(PermissionType.READ_WRITE, "/*"));
        assertThat(refusal(() -> users.remove("root")).status()).isEqualTo(403);
        auth.disable();
        assertThat(auth.isEnabled()).isFalse();
    }

    @Test
    void users_areAdded_listed_andRemoved() {
        roles.add("r1");
        roles.add("r2");
        assertThat(users.list()).isEmpty();

        assertThat(users.add("alice", "pw")).isEqualTo(new User("alice", List.of()));
        assertThat(users.add("bob", "pw", "r2", "r1").roles()).containsExactlyInAnyOrder("r1", "r2");
        assertThat(users.add("root", ROOT)).isEqualTo(new User("root", List.of("root")));

        assertThat(users.list()).extracting(User::name).containsExactly("alice", "bob", "root");
        assertThat(users.get("alice").roles()).isEmpty();
        assertThat(users.get("bob").roles()).containsExactlyInAnyOrder("r1", "r2");
        assertThat(refusal(() -> users.add("alice", "other")).isUserExists()).isTrue();
        assertThat(refusal(() -> users.add("bob", "other", "r1")).isUserExists())
                .isTrue();

        users.remove("alice");

        assertThat(refusal(() -> users.get("alice")).isUserNotFound()).isTrue();
        assertThat(refusal(() -> users.remove("alice")).isUserNotFound()).isTrue();
    }

    @Test
    void roles_ofUsers_areGranted_andRevoked() {
        roles.add("r1");
        roles.add("r2");
        users.add("alice", "pw");

        assertThat(users.grant("alice", "r2", "r1").roles()).containsExactly("r1", "r2");
        assertThat(users.get("alice").roles()).containsExactly("r1", "r2");
        assertThat(refusal(() -> users.grant("alice", "r1")).status()).isEqualTo(409);
        assertThat(users.revoke("alice", "r1").roles()).containsExactly("r2");
        assertThat(refusal(() -> users.revoke("alice", "r1")).status()).isEqualTo(409);
        assertThat(users.revoke("alice", "r2").roles()).isEmpty();
        assertThat(refusal(() -> users.grant("nobody", "r1")).isUserNotFound()).isTrue();
    }

    @Test
    void aRoleThatDoesNotExist_isGrantedAllTheSame_andToldWhenTheUserIsRead() {
        users.add("alice", "pw");
        users.grant("alice", "missing");

        AuthException missing = refusal(() -> users.get("alice"));

        assertThat(missing.isRoleNotFound()).isTrue();
        assertThat(missing.isUserNotFound()).isFalse();
        assertThat(users.list()).containsExactly(new User("alice", List.of()));
        assertThat(users.changePassword("alice", "new").roles()).containsExactly("missing");
        assertThat(refusal(() -> users.add("alice", "pw")).isUserExists()).isTrue();
    }

    @Test
    void roles_areAdded_changed_andRemoved() {
        assertThat(roles.list()).extracting(Role::name).containsExactly("root");

        assertThat(roles.add("r1").permissions()).isEqualTo(Permissions.none());
        Permissions both = new Permissions(List.of("/a/*", "/b"), List.of("/a/*"));
        assertThat(roles.add("r2", both).permissions()).isEqualTo(both);
        assertThat(roles.get("r2").permissions()).isEqualTo(both);
        assertThat(refusal(() -> roles.add("r1")).isRoleExists()).isTrue();

        roles.grant("r1", PermissionType.READ, "/r");
        roles.grant("r1", PermissionType.WRITE, "/w");
        assertThat(roles.grant("r1", PermissionType.READ_WRITE, "/b", "/a").permissions())
                .isEqualTo(new Permissions(List.of("/a", "/b", "/r"), List.of("/a", "/b", "/w")));
        assertThat(refusal(() -> roles.grant("r1", PermissionType.READ, "/r")).status())
                .isEqualTo(409);
        roles.revoke("r1", PermissionType.READ, "/a");
        roles.revoke("r1", PermissionType.WRITE, "/b");
        assertThat(roles.revoke("r1", PermissionType.READ_WRITE, "/r", "/w").permissions())
                .isEqualTo(new Permissions(List.of("/b"), List.of("/a")));
        assertThat(refusal(() -> roles.revoke("r1", PermissionType.READ, "/never"))
                        .status())
                .isEqualTo(400);

        assertThat(roles.list()).extracting(Role::name).containsExactly("r1", "r2", "root");
        roles.remove("r1");
        assertThat(refusal(() -> roles.get("r1")).isRoleNotFound()).isTrue();
        assertThat(refusal(() -> roles.remove("r1")).isRoleNotFound()).isTrue();
        assertThat(refusal(() -> roles.grant("r1", PermissionType.READ, "/x")).isRoleNotFound())
                .isTrue();
        assertThat(refusal(() -> roles.grant("root", PermissionType.READ, "/x")).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a+b",
                "a%b",
                "a%2Fb",
                "a?b",
                "a#b",
                "a&b=c",
                "a;b",
                "a\"b'",
                "a\\b",
                "é",
                "e\u0301",
                "漢字😀",
                "...",
                "~!@$()*,|^`{}[]<>",
                " ",
                "a\tb\nc",
                "a:b",
                "\u2028"
            })
    void E6_everyName_isCarried(String name) {
        assertThat(users.add(name, "pw").name()).isEqualTo(name);
        assertThat(roles.add(name, Permissions.of(PermissionType.READ, "/" + name))
                        .permissions()
                        .read())
                .containsExactly("/" + name);
        assertThat(users.grant(name, name).roles()).containsExactly(name);

        assertThat(users.get(name)).isEqualTo(new User(name, List.of(name)));
        assertThat(users.list()).extracting(User::name).containsExactly(name);
        assertThat(roles.list()).extracting(Role::name).contains(name);

        users.remove(name);
        roles.remove(name);
        assertThat(refusal(() -> users.get(name)).isUserNotFound()).isTrue();
        assertThat(refusal(() -> roles.get(name)).isRoleNotFound()).isTrue();
    }

    @Test
    void onlyRoot_mayChangeAnything_andWrongPasswordsAreNoOne() {
        users.add("alice", "pw");
        enable();
        for (EtcdClient other : List.of(
                running.client().build(),
                running.client("root", "wrong"),
                running.client("alice", "pw"),
                running.client("nobody", ROOT))) {
            try (other) {
                AuthApi theirs = running.face().auth(other);
                assertThat(theirs.isEnabled()).isTrue();
                assertThat(refusal(theirs::disable).isUnauthorized()).isTrue();
                assertThat(refusal(() -> theirs.users().list()).isUnauthorized())
                        .isTrue();
                assertThat(refusal(() -> theirs.users().add("x", "pw")).isUnauthorized())
                        .isTrue();
                assertThat(refusal(() -> theirs.users().changePassword("alice", "x"))
                                .isUnauthorized())
                        .isTrue();
                assertThat(refusal(() -> theirs.roles().get("guest")))
                        .hasMessageContaining("give the client the credentials of a user with the role root");
                assertThat(catchThrowableOfType(
                                        MembersException.class,
                                        () -> running.face().members(other).remove("abc"))
                                .isUnauthorized())
                        .isTrue();
                assertThat(running.face().members(other).list())
                        .as("reading is free")
                        .hasSize(1);
            }
        }
        assertThat(users.list()).extracting(User::name).containsExactly("alice", "root");
    }

    @Test
    void permissions_boundWhatUsersDo_onKeys() {
        etcd.keys().set("/app/config", "secret");
        roles.add("reader", Permissions.of(PermissionType.READ, "/app/*"));
        users.add("alice", "pw", "reader");
        users.add("bob", "pw");
        enable();
        roles.revoke("guest", PermissionType.WRITE, "/*");

        try (EtcdClient alice = running.client("alice", "pw");
                EtcdClient bob = running.client("bob", "pw");
                EtcdClient liar = running.client("alice", "wrong");
                EtcdClient guest = running.client().build()) {
            assertThat(value(alice)).isEqualTo("secret");
            assertThat(running.face()
                            .keys(alice)
                            .get("/app/", GetOptions.recursive())
                            .node()
                            .nodes())
                    .hasSize(1);
            assertUnauthorized(() -> running.face().keys(alice).set("/app/config", "x"));
            assertUnauthorized(() -> running.face().keys(alice).get("/other"));
            assertUnauthorized(() -> value(bob));
            assertUnauthorized(() -> value(liar));
            assertThat(value(guest)).as("a guest still reads").isEqualTo("secret");
            assertUnauthorized(() -> running.face().keys(guest).set("/app/config", "x"));

            users.grant("bob", "reader");
            assertThat(value(bob)).isEqualTo("secret");
            roles.grant("reader", PermissionType.WRITE, "/app/config");
            assertThat(running.face()
                            .keys(bob)
                            .set("/app/config", "bobs")
                            .node()
                            .value())
                    .isEqualTo("bobs");
            users.changePassword("alice", "new");
            assertUnauthorized(() -> value(alice));
            try (EtcdClient again = running.client("alice", "new")) {
                assertThat(value(again)).isEqualTo("bobs");
            }
        }
    }

    private String value(EtcdClient who) {
        return running.face().keys(who).get("/app/config").node().value();
    }

    private void enable() {
        users.add("root", ROOT);
        auth.enable();
    }

    private static void assertUnauthorized(ThrowingCallable call) {
        assertThat(catchThrowableOfType(KeysException.class, call).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    }

    private static AuthException refusal(ThrowingCallable call) {
        return catchThrowableOfType(AuthException.class, call);
    }
}
