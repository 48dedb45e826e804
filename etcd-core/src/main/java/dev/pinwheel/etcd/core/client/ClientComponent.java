package dev.pinwheel.etcd.core.client;

import dagger.BindsInstance;
import dagger.Component;
import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.Transport;
import jakarta.inject.Singleton;
import java.util.Set;

/** Wires one client. */
@Singleton
@Component(modules = ClientModule.class)
interface ClientComponent {

    Engine engine();

    /** Takes what differs from client to client. */
    @Component.Factory
    interface Factory {
        ClientComponent create(
                @BindsInstance ClientConfig config,
                @BindsInstance Transport transport,
                @BindsInstance Set<Capability> capabilities);
    }
}
