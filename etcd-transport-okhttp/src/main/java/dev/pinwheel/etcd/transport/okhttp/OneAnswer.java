package dev.pinwheel.etcd.transport.okhttp;

import static java.util.Objects.requireNonNull;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.ResponseHead;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Stands between OkHttp and the network: keeps requests from dead connections, and takes the answer's head for the
 * listener before OkHttp can act on it. OkHttp sees every status as 200, and so never sends a second request: not for
 * 503 with Retry-After, nor for 407 or 421, which no setting of its prevents (T6.1).
 */
final class OneAnswer implements Interceptor {
    private static final int NOT_ACTED_UPON = 200;
    private static final int MOST_DIGITS = 18;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Progress progress = requireNonNull(chain.request().tag(Progress.class), "a request that is not ours");
        Connection connection = requireNonNull(chain.connection(), "not a network interceptor");
        if (!progress.hasConnected() && connection.protocol() != Protocol.HTTP_2) {
            refuseIfStale(connection.socket());
        }
        Response response = chain.proceed(chain.request());
        if (response.code() < 200) {
            connection.socket().close(); // OkHttp would leave an upgraded connection to us.
            throw new ProtocolException("status " + response.code() + ", which nobody has asked for");
        }
        checkFraming(response.headers());
        progress.headArrived(headOf(response));
        return response.code() == NOT_ACTED_UPON
                ? response
                : response.newBuilder().code(NOT_ACTED_UPON).build();
    }

    /**
     * Closes a pooled connection whose server has ended it, or has spoken unasked: OkHttp would send a write into the
     * void, and nobody could say whether it was applied (T5.3, T7.4).
     */
    private static void refuseIfStale(Socket pooled) throws IOException {
        if (Peer.at(pooled) != Peer.SILENT) {
            pooled.close();
            throw new StaleConnectionException();
        }
    }

    /** OkHttp takes the last length of several, and one that is no number for none at all. */
    private static void checkFraming(okhttp3.Headers fields) throws ProtocolException {
        String known = null;
        for (int i = 0; i < fields.size(); i++) {
            if (fields.name(i).equalsIgnoreCase("Content-Length")) {
                String length = fields.value(i);
                if ((known != null && !length.equals(known)) || !isLength(length)) {
                    throw new ProtocolException("Content-Length is " + fields.values("Content-Length"));
                }
                known = length;
            }
        }
    }

    private static boolean isLength(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    private static ResponseHead headOf(Response response) throws ProtocolException {
        okhttp3.Headers fields = response.headers();
        List<Headers.Field> kept = new ArrayList<>(fields.size());
        try {
            for (int i = 0; i < fields.size(); i++) {
                kept.add(new Headers.Field(fields.name(i), fields.value(i)));
            }
        } catch (IllegalArgumentException malformed) {
            throw new ProtocolException("malformed response head: " + malformed.getMessage());
        }
        return new ResponseHead(response.code(), nameOf(response.protocol()), new Headers(kept));
    }

    private static String nameOf(Protocol protocol) {
        return switch (protocol) {
            case HTTP_1_0 -> "HTTP/1.0";
            case HTTP_2 -> "HTTP/2.0";
            default -> "HTTP/1.1";
        };
    }
}
