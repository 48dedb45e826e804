/**
 * An etcd v2 cluster in memory, over real HTTP, for tests.
 *
 * <p>Needs nothing but the JDK. Start with {@link dev.pinwheel.etcd.embedded.EmbeddedEtcd#start(int)}.
 */
module dev.pinwheel.etcd.embedded {
    requires static org.junit.jupiter.api; // Only for tests that use the extension; they have it.
    requires static transitive org.jspecify;

    exports dev.pinwheel.etcd.embedded;
    exports dev.pinwheel.etcd.embedded.command;
    exports dev.pinwheel.etcd.embedded.fault;
    exports dev.pinwheel.etcd.embedded.journal;
    exports dev.pinwheel.etcd.embedded.junit;
    exports dev.pinwheel.etcd.embedded.request;
    exports dev.pinwheel.etcd.embedded.server;
    exports dev.pinwheel.etcd.embedded.tls;
}
