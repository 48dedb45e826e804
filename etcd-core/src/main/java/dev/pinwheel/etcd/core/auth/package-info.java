/** Users, roles and the switch of authentication: calls as requests, and answers as values. Knows no socket. */
@NullMarked
package dev.pinwheel.etcd.core.auth;

import org.jspecify.annotations.NullMarked;
