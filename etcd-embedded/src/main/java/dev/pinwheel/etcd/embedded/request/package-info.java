/** The requests that members of an embedded cluster receive, and patterns of them, for faults and for the journal. */
@NullMarked
package dev.pinwheel.etcd.embedded.request;

import org.jspecify.annotations.NullMarked;
