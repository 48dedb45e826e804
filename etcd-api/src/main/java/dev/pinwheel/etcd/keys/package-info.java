/** The key space: {@link dev.pinwheel.etcd.keys.KeysApi} and the values that it takes and gives. */
@NullMarked
package dev.pinwheel.etcd.keys;

import org.jspecify.annotations.NullMarked;
