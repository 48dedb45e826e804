package dev.pinwheel.etcd.transport.jetty;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Closes every socket when it stops, also one that is just then being connected, which Jetty forgets (T4.6). */
final class TidyConnector extends ClientConnector {
    private final Set<Channel> channels = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    @Override
    protected void configure(SelectableChannel channel) throws IOException {
        super.configure(channel);
        channels.add(channel);
        if (!isRunning()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    protected void doStop() throws Exception {
        try {
            super.doStop();
        } finally {
            snapshot().forEach(IO::close);
        }
    }

    private List<Channel> snapshot() {
        synchronized (channels) {
            return new ArrayList<>(channels);
        }
    }

    @Override
    public ClientConnectionFactory newSslClientConnectionFactory(
            SslContextFactory.Client tls, ClientConnectionFactory encrypted) {
        LifeCycle.start(
                tls); // Not before: to load the JDK's own trust takes longer than all else that a client begins with.
        return new PatientTls(tls, getByteBufferPool(), getExecutor(), encrypted);
    }
}
