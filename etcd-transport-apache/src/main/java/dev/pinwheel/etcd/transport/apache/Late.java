package dev.pinwheel.etcd.transport.apache;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What takes long to make and is often not needed, such as the JDK's own TLS context: made when it is first asked for,
 * and perhaps twice when two threads do so at once. Safe for use by many threads.
 */
final class Late<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T made;

    Late(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }
}
