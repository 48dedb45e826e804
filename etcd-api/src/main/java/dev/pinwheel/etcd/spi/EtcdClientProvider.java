package dev.pinwheel.etcd.spi;

import dev.pinwheel.etcd.EtcdClient;

/**
 * By which {@link EtcdClient#builder()} finds the engine; implemented by etcd-core and found by
 * {@link java.util.ServiceLoader}.
 */
public interface EtcdClientProvider {

    /**
     * Starts a client's configuration.
     *
     * @return a builder with the defaults
     */
    EtcdClient.Builder newBuilder();
}
