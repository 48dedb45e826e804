package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.recording.Receipt;
import dev.pinwheel.etcd.embedded.recording.RecordedJournal;
import dev.pinwheel.etcd.embedded.request.ReceivedRequest;
import dev.pinwheel.etcd.embedded.server.ServerRequest;
import dev.pinwheel.etcd.embedded.store.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes requests of one member in: notes them in the journal, without anything secret. */
record Intake(String member, RecordedJournal journal) {
    private static final int USUAL_WEIGHT = 256;

    Request take(ServerRequest received) {
        String target = target(received.target());
        Optional<String> contentType = received.headers().first("Content-Type");
        Bytes body = Bytes.of(received.bodyBytes());
        Bytes form = target.startsWith(KeysApi.PATH) ? body : Bytes.EMPTY;
        Request shown = new Request(
                received.method(), target, contentType, Optional.empty(), form, received.flaw(), Receipt.unrecorded());
        Receipt receipt = journal.received(
                () -> decoded(shown),
                USUAL_WEIGHT + target.length() + form.octets().length());
        Optional<String> authorization = received.headers().first("Authorization");
        return new Request(received.method(), target, contentType, authorization, body, received.flaw(), receipt);
    }

    private ReceivedRequest decoded(Request shown) {
        return new ReceivedRequest(member, shown.method(), path(shown), parameters(shown));
    }

    private static String path(Request shown) {
        try {
            return text(PercentCode.decodePath(shown.rawPath()));
        } catch (MalformedEscape malformed) {
            return shown.rawPath();
        }
    }

    private static Map<String, String> parameters(Request shown) {
        Map<String, String> parameters = new HashMap<>();
        try {
            Form.of(shown).values().forEach((name, value) -> {
                if (!name.equalsIgnoreCase("password")) {
                    parameters.put(text(name), text(value));
                }
            });
        } catch (InvalidRequest unreadable) {
            // Then there are none, as for the member.
        }
        return parameters;
    }

    private static String text(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** A proxy's form of a target names the host as well, which changes nothing. */
    private static String target(String target) {
        String lower = target.toLowerCase(Locale.ROOT);
        int host = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : 0;
        if (host == 0) {
            return target;
        }
        int end = host;
        while (end < target.length() && "/?".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        return target.substring(end);
    }
}
