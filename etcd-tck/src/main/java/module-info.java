/**
 * Certifies HTTP transports against the rules T of the contract: extend {@code TransportTck}.
 *
 * <p>Brings its own servers and listeners, on the JDK alone.
 */
module dev.pinwheel.etcd.tck {
    requires dev.pinwheel.etcd.embedded;
    requires java.management;
    requires jdk.management; // For the number of file handles.
    requires transitive dev.pinwheel.etcd.api;
    requires transitive org.junit.jupiter.api;
    requires org.junit.jupiter.params;
    requires org.opentest4j;
    requires static transitive org.jspecify;

    exports dev.pinwheel.etcd.tck;
}
