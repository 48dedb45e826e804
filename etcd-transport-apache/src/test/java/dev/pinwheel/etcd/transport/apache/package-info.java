/** The rules T of the contract where HttpClient has traps of its own; the certification suite tries the rest. */
@NullMarked
package dev.pinwheel.etcd.transport.apache;

import org.jspecify.annotations.NullMarked;
