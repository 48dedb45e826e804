/** The members of the cluster: calls as requests, and answers as values. Knows no socket. */
@NullMarked
package dev.pinwheel.etcd.core.members;

import org.jspecify.annotations.NullMarked;
