/** The HTTP stacks without the client: build the request, read the body, parse it to the same records. */
@NullMarked
package dev.pinwheel.etcd.benchmarks.byhand;

import org.jspecify.annotations.NullMarked;
