/**
 * An etcd v2 cluster in memory, over real HTTP, for tests.
 *
 * <p>Needs nothing but the JDK. Start with {@link dev.pinwheel.etcd.embedded.EmbeddedEtcd#start(int)}.
 */
module dev.pinwheel.etcd.embedded {
    requires jdk.httpserver;
    requires static transitive org.jspecify;

    exports dev.pinwheel.etcd.embedded;
}
