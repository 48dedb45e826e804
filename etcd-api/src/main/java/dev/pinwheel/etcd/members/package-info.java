/** The members of the cluster: {@link dev.pinwheel.etcd.members.MembersApi} lists and changes them. */
@NullMarked
package dev.pinwheel.etcd.members;

import org.jspecify.annotations.NullMarked;
