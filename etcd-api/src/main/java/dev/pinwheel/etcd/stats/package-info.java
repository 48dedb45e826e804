/** What members count: {@link dev.pinwheel.etcd.stats.StatsApi}. */
@NullMarked
package dev.pinwheel.etcd.stats;

import org.jspecify.annotations.NullMarked;
