package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.EtcdClient;
import java.util.List;

/** The HTTP stacks on the path of these tests, where a user has one. */
final class Stacks {
    /** All of them, by name. */
    static final List<String> ALL = List.of("apache", "okhttp", "jetty");

    private Stacks() {}

    /** A client's builder over the one that the property {@code transport} names; Jetty's by default. */
    static EtcdClient.Builder client() {
        return EtcdClient.builder().transport(System.getProperty("transport", "jetty"));
    }
}
