/**
 * What can go wrong between a client and a member of an embedded cluster: a closed vocabulary of faults.
 *
 * <p>Start at {@link dev.pinwheel.etcd.embedded.Faults}.
 */
@NullMarked
package dev.pinwheel.etcd.embedded.fault;

import org.jspecify.annotations.NullMarked;
