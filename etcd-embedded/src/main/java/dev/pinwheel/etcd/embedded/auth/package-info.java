/** Users, roles and what they may do, as the v2 API keeps them: values and rules, without HTTP. */
@NullMarked
package dev.pinwheel.etcd.embedded.auth;

import org.jspecify.annotations.NullMarked;
