/** Runnable examples. */
module dev.pinwheel.etcd.examples {
    requires dev.pinwheel.etcd.api;
    requires dev.pinwheel.etcd.embedded;
    requires static org.jspecify;
}
