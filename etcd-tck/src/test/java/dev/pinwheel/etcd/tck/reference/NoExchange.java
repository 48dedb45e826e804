package dev.pinwheel.etcd.tck.reference;

import dev.pinwheel.etcd.spi.Exchange;

/** The handle of an exchange that has ended before it began. */
record NoExchange() implements Exchange {
    @Override
    public void request(long chunks) {
        // There is nothing to deliver.
    }

    @Override
    public void cancel() {
        // There is nothing to end.
    }
}
