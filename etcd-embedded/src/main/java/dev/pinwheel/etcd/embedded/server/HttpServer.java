package dev.pinwheel.etcd.embedded.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;

/**
 * One run of a small HTTP/1.1 server: one thread, any number of connections, and faults on command.
 *
 * <p>Thread-safe. None of its methods may be called with a lock held that the {@link Handler} or one of its callbacks
 * takes: {@link #pause} and {@link #stop} wait for the callback in progress.
 */
public final class HttpServer {
    private final EventLoop loop;
    private final ServerConfig config;
    private final Handler handler;
    private final InetSocketAddress address;
    private volatile Acceptor acceptor;

    private HttpServer(
            EventLoop loop, ServerConfig config, Handler handler, InetSocketAddress address, Acceptor acceptor) {
        this.loop = loop;
        this.config = config;
        this.handler = handler;
        this.address = address;
        this.acceptor = acceptor;
    }

    /**
     * Starts to serve.
     *
     * @param address where; port 0 takes any that is free
     * @param config names and limits
     * @param handler what to answer
     * @return the running server
     * @throws IOException if the address cannot be bound
     */
    public static HttpServer start(InetSocketAddress address, ServerConfig config, Handler handler) throws IOException {
        ServerSocketChannel channel = bound(address, config);
        try {
            EventLoop loop = new EventLoop(config.threadPrefix());
            Acceptor acceptor = new Acceptor(loop, channel, config, handler);
            loop.start();
            return new HttpServer(loop, config, handler, (InetSocketAddress) channel.getLocalAddress(), acceptor);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /**
     * Returns where this server listens, or listened.
     *
     * @return with the real port
     */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Runs a task later on the server's thread, unless the server has been stopped by then. While it is paused, the
     * task waits.
     *
     * @param delay how much later
     * @param task must not block
     */
    public void schedule(Duration delay, Runnable task) {
        loop.schedule(delay, task);
    }

    /**
     * Refuses new connections from now on, as a machine does on whose port nobody listens; those that are open go on.
     *
     * <p>When this returns, the port can be bound by others. Must not be called while the server is paused. Does
     * nothing if the server does not listen.
     */
    public void stopListening() {
        loop.runAndWait(() -> acceptor.close());
    }

    /**
     * Listens again after {@link #stopListening}, on the same port. Must not be called while the server is paused or
     * listens.
     *
     * @throws IOException if somebody else has the port
     */
    public void listenAgain() throws IOException {
        ServerSocketChannel channel = bound(address, config);
        loop.runAndWait(() -> {
            try {
                acceptor = new Acceptor(loop, channel, config, handler);
            } catch (IOException stopped) {
                loop.close(channel);
            }
        });
    }

    /**
     * Stops this server in its tracks as SIGSTOP would: the kernel accepts connections as long as its queue has room,
     * and keeps what clients send; nothing is read or sent.
     *
     * <p>When this returns, the server stands still. Called from one of its own callbacks, it does so once the callback
     * returns. Does nothing if the server is paused or stopped.
     */
    public void pause() {
        loop.pause();
    }

    /**
     * Lets this server go on after {@link #pause}. What arrived meanwhile is served now, also what clients sent that
     * have gone since. Does nothing if the server is not paused.
     */
    public void resume() {
        loop.resume();
    }

    /**
     * Ends this server as SIGKILL would, also while it is paused.
     *
     * <p>When this returns, all connections are reset, the port is free and the thread has ended; called from one of
     * the server's own callbacks, the thread ends once the callback returns. Answers that are not complete count as
     * given up, see {@link ServerExchange#onClientGone}. Does nothing if the server is stopped.
     */
    public void stop() {
        loop.stop();
    }

    private static ServerSocketChannel bound(InetSocketAddress address, ServerConfig config) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(address, config.backlog());
            channel.configureBlocking(false);
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }
}
