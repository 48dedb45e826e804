package dev.pinwheel.etcd;

/** A sync that repeats until it, or its client, is closed; see {@link EtcdClient#autoSync}. */
@FunctionalInterface
public interface AutoSync extends AutoCloseable {

    /** Ends it: no further round begins. A round that has begun goes on. May be called more than once. */
    @Override
    void close();
}
