package dev.pinwheel.etcd.examples.jdkhttp;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.TransportTck;

/** What java.net.http can do of the rules T, and by their numbers what it cannot; seen on Java 17 and 25. */
class JdkTransportTckTest extends TransportTck {

    JdkTransportTckTest() {
        skip("T1.2", "how long connections lie idle, and whether host names are checked, is set for the JVM");
        skip("T3.3", "headers come as a sorted map: duplicates are kept, the order of different names is not");
        if (Runtime.version().feature() > 17) {
            skip("T4.3", "over TLS, a cancelled exchange that was stalled by demand may keep its connection open");
        }
        skip("T4.6", "a client cannot be closed before Java 21: idle connections stay until it is collected");
        skip(
                "T5.2",
                "takes a negative and a doubled Content-Length, keeps connections that speak no HTTP open, and"
                        + " tells of streams that the server has not processed by message only");
        skip("T6.1", "repeats a GET when the connection ends before the head; switched off for the JVM only");
        skip("T6.2", "drops a question mark with nothing behind it");
        skip("T7.4", "how long connections lie idle is set for the JVM");
        skip("T7.5", "the thread of its selector is its own");
    }

    @Override
    protected TransportFactory factory() {
        return new JdkTransportFactory();
    }
}
