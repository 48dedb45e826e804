/** The rules T of the contract, tried against servers that misbehave on the wire. */
@NullMarked
package dev.pinwheel.etcd.transport.jetty;

import org.jspecify.annotations.NullMarked;
