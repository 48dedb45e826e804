/** What is OkHttp's own: each of its traps, beside the rules T that the certification suite tries. */
@NullMarked
package dev.pinwheel.etcd.transport.okhttp;

import org.jspecify.annotations.NullMarked;
