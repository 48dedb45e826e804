/** What members tell of themselves: calls as requests, and answers as values. Knows no socket. */
@NullMarked
package dev.pinwheel.etcd.core.stats;

import org.jspecify.annotations.NullMarked;
