package dev.pinwheel.etcd.tck.bench;

import dev.pinwheel.etcd.spi.HttpRequest;
import dev.pinwheel.etcd.spi.Transport;

/** Which of the two ways of a transport carries the exchanges of a test; both return once onStart has come. */
public enum Carrier {
    /** {@link Transport#execute}. */
    TRANSPORT {
        @Override
        void carry(Transport transport, HttpRequest request, RecordingListener listener) {
            transport.execute(request, listener);
        }
    },
    /** {@link Transport#executeOnCaller}, on a thread of its own for each exchange (T2.8). */
    CALLER {
        @Override
        void carry(Transport transport, HttpRequest request, RecordingListener listener) throws InterruptedException {
            Thread caller = new Thread(() -> transport.executeOnCaller(request, listener), "tck-caller");
            caller.setDaemon(true);
            caller.start();
            listener.awaitStart();
        }
    };

    abstract void carry(Transport transport, HttpRequest request, RecordingListener listener)
            throws InterruptedException;
}
