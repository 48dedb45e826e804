/** What single steps of a call cost, measured by JMH. */
@NullMarked
package dev.pinwheel.etcd.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
