package dev.pinwheel.etcd.tck.script;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pinwheel.etcd.spi.Transport;
import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.RecordingListener;
import dev.pinwheel.etcd.tck.bench.Requests;
import dev.pinwheel.etcd.tck.bench.Signal;
import dev.pinwheel.etcd.tck.bench.Violation;
import dev.pinwheel.etcd.tck.script.Script.Framing;
import dev.pinwheel.etcd.tck.server.RawServer;
import dev.pinwheel.etcd.tck.server.ServerConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Plays scripts, on one transport as long as none closes it; not safe for use by many threads. */
final class Stage {
    private final Bench bench;
    private @Nullable Transport transport;

    Stage(Bench bench) {
        this.bench = bench;
    }

    /** Plays a script to its end; what was wrong, if anything. */
    Optional<Violation> play(Script script) throws InterruptedException {
        BlockingQueue<Step> cues = new LinkedBlockingQueue<>();
        try (RawServer server = RawServer.plain(connection -> serve(script, cues, connection))) {
            // Not the bench's: its listeners' violations would be judged twice.
            RecordingListener listener = RecordingListener.demanding(0, bench.patience());
            if (script.demandInside() > 0) {
                listener.on(Signal.DATA, () -> listener.request(script.demandInside()));
            }
            Transport current = transport == null ? bench.transport() : transport;
            transport = script.has(Step.Close.class) ? null : current;
            current.execute(Requests.get(server.uri("/")), listener);
            for (Step step : script.steps()) {
                act(step, cues, listener, current);
            }
            listener.request(Long.MAX_VALUE);
            if (script.finish().isEmpty()) {
                listener.cancel();
            }
            listener.endsWithin(bench.patience().limit());
            return new Model(script).judge(listener);
        }
    }

    private void act(Step step, BlockingQueue<Step> cues, RecordingListener listener, Transport current)
            throws InterruptedException {
        if (step instanceof Step.Write || step instanceof Step.End) {
            cues.add(step);
        } else if (step instanceof Step.Request request) {
            listener.request(request.chunks());
        } else if (step instanceof Step.Pause pause) {
            bench.patience().pause(Duration.ofNanos(pause.micros() * 1_000L));
        } else if (step instanceof Step.Cancel) {
            listener.cancel();
        } else {
            current.close();
        }
    }

    private static void serve(Script script, BlockingQueue<Step> cues, ServerConnection connection)
            throws IOException, InterruptedException {
        connection.readRequest();
        connection.write(script.head());
        ByteArrayOutputStream unsent = new ByteArrayOutputStream();
        int sent = 0;
        while (true) {
            Step step = cues.take();
            if (step instanceof Step.End end) {
                finish(script, end, unsent, connection);
                return;
            } else if (step instanceof Step.Write write) {
                frame(script, Model.bytes(sent, sent + write.bytes()), unsent);
                sent += write.bytes();
                if (write.flush()) {
                    connection.write(unsent.toByteArray());
                    unsent.reset();
                }
            }
        }
    }

    private static void frame(Script script, byte[] bytes, ByteArrayOutputStream to) {
        boolean chunked = script.framing() == Framing.CHUNKED;
        if (chunked) {
            to.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII));
        }
        to.writeBytes(bytes);
        if (chunked) {
            to.writeBytes("\r\n".getBytes(US_ASCII));
        }
    }

    private static void finish(Script script, Step.End end, ByteArrayOutputStream unsent, ServerConnection connection)
            throws IOException {
        if (end.how() == Step.Finish.PROPERLY && script.framing() == Framing.CHUNKED) {
            unsent.writeBytes("0\r\n\r\n".getBytes(US_ASCII));
        }
        connection.write(unsent.toByteArray());
        if (end.how() == Step.Finish.BY_RST) {
            connection.reset();
        }
    }
}
