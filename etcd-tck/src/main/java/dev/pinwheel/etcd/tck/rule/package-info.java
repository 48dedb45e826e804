/** The rules T of the contract: what each says, what to check when it is broken, which tests try it. */
@NullMarked
package dev.pinwheel.etcd.tck.rule;

import org.jspecify.annotations.NullMarked;
