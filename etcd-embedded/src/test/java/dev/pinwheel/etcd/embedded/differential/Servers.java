package dev.pinwheel.etcd.embedded.differential;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.jqwik.api.lifecycle.Store;

/** A real and an embedded etcd, for all tries of a property. */
final class Servers implements Store.CloseOnReset {
    private final RealEtcd real;
    private final EmbeddedEtcd embedded = EmbeddedEtcd.start(1);

    private Servers(RealEtcd real) {
        this.real = real;
    }

    static Servers start() {
        try {
            return new Servers(RealEtcd.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Subject real() {
        return new Subject(real.endpoint());
    }

    Subject embedded() {
        return new Subject(embedded.endpoints().get(0));
    }

    @Override
    public void close() {
        embedded.close();
        real.close();
    }
}
