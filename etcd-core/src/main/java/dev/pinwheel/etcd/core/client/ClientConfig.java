package dev.pinwheel.etcd.core.client;

import dev.pinwheel.etcd.core.call.Calls;
import dev.pinwheel.etcd.core.dispatch.Settings;
import dev.pinwheel.etcd.core.failover.CallKind;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * What a client is made from, checked.
 *
 * @param endpoints to start from, distinct and usable
 * @param settings what bounds an attempt
 * @param unconditionalSets whether these may be repeated (F6)
 * @param random shuffles endpoints (F2)
 * @param callbacks where futures are completed
 * @param threads makes the client's own threads
 */
record ClientConfig(
        List<URI> endpoints,
        Settings settings,
        CallKind unconditionalSets,
        RandomGenerator random,
        Calls.Callbacks callbacks,
        ThreadFactory threads) {

    ClientConfig {
        endpoints = List.copyOf(endpoints);
    }
}
