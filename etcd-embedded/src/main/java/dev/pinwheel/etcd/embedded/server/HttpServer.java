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
    private final InetSocketAddress address;

    private HttpServer(EventLoop loop, InetSocketAddress address) {
        this.loop = loop;
        this.address = address;
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
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(address, config.backlog());
            channel.configureBlocking(false);
            EventLoop loop = new EventLoop(config.threadPrefix());
            new Acceptor(loop, channel, config, handler);
            loop.start();
            return new HttpServer(loop, (InetSocketAddress) channel.getLocalAddress());
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
}
