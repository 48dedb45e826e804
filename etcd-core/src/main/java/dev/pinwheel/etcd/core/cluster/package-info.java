/** What the client knows of the cluster as a whole: its members, their health, and where to find them. */
@NullMarked
package dev.pinwheel.etcd.core.cluster;

import org.jspecify.annotations.NullMarked;
