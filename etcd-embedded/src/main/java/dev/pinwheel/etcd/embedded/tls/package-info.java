/**
 * Throw-away certificates for tests: an authority that lives in memory, and what it signs, sound or broken on purpose.
 *
 * <p>Start at {@link dev.pinwheel.etcd.embedded.tls.CertificateAuthority}.
 */
@NullMarked
package dev.pinwheel.etcd.embedded.tls;

import org.jspecify.annotations.NullMarked;
