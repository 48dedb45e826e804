package dev.pinwheel.etcd.transport.jetty;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslClientConnectionFactory;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Makes TLS connections that are idle only when no HTTP/2 stream is open (T6.5): Jetty's close also while requests wait
 * for their answers.
 *
 * <p>HTTP/1.1 needs nothing of the kind; there each request suspends the idle timeout of its connection.
 */
final class PatientTls extends SslClientConnectionFactory {

    PatientTls(
            SslContextFactory.Client tls,
            ByteBufferPool buffers,
            Executor executor,
            ClientConnectionFactory encrypted) {
        super(tls, buffers, executor, encrypted);
    }

    @Override
    protected SslConnection newSslConnection(EndPoint endPoint, SSLEngine engine) {
        boolean directOut = isDirectBuffersForEncryption();
        boolean directIn = isDirectBuffersForDecryption();
        return new SslConnection(
                getByteBufferPool(), getExecutor(), getSslContextFactory(), endPoint, engine, directOut, directIn) {
            @Override
            public boolean onIdleExpired(TimeoutException timeout) {
                boolean busy = getSslEndPoint().getConnection() instanceof HTTP2Connection http2
                        && !http2.getSession().getStreams().isEmpty();
                return !busy && super.onIdleExpired(timeout);
            }
        };
    }
}
