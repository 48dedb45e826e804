/** Users, roles and the switch of authentication: {@link dev.pinwheel.etcd.auth.AuthApi}. */
@NullMarked
package dev.pinwheel.etcd.auth;

import org.jspecify.annotations.NullMarked;
