package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.spi.EtcdClientProvider;

/** By which the API finds this engine. */
public final class CoreClientProvider implements EtcdClientProvider {

    /** For {@link java.util.ServiceLoader}. */
    public CoreClientProvider() {
        // Nothing to prepare.
    }

    @Override
    public EtcdClient.Builder newBuilder() {
        return new CoreClientBuilder();
    }
}
