package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import java.net.URI;
import java.util.List;

/** A running cluster, real or embedded. */
interface Cluster extends AutoCloseable {

    /** What a cluster is made of. */
    enum Kind {
        EMBEDDED,
        REAL;

        /** All kinds, less the real one where the tag real-etcd is left out: {@code -DexcludedGroups=real-etcd}. */
        static List<Kind> all() {
            return System.getProperty("excludedGroups", "").contains("real-etcd")
                    ? List.of(EMBEDDED)
                    : List.of(values());
        }

        Cluster start(int members) {
            return this == REAL ? new Real(RealEtcd.start(members, "--enable-v2")) : new Embedded(members);
        }
    }

    String[] endpoints();

    @Override
    void close();

    /** Processes. */
    record Real(RealEtcd etcd) implements Cluster {
        @Override
        public String[] endpoints() {
            return etcd.endpoints();
        }

        @Override
        public void close() {
            etcd.close();
        }
    }

    /** In this process. */
    record Embedded(EmbeddedEtcd etcd) implements Cluster {
        Embedded(int members) {
            this(EmbeddedEtcd.start(members));
        }

        @Override
        public String[] endpoints() {
            return etcd.endpoints().stream().map(URI::toString).toArray(String[]::new);
        }

        @Override
        public void close() {
            etcd.close();
        }
    }
}
