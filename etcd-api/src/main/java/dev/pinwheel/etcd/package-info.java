/**
 * The etcd client: {@link dev.pinwheel.etcd.EtcdClient} is where to begin, and {@link dev.pinwheel.etcd.EtcdException}
 * is the family of all that can go wrong.
 *
 * <p>Numbered rules in the comments, such as "F5", are those of the project's contract.
 */
@NullMarked
package dev.pinwheel.etcd;

import org.jspecify.annotations.NullMarked;
