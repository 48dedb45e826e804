package dev.pinwheel.etcd.tck.reference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pinwheel.etcd.spi.Headers;
import dev.pinwheel.etcd.spi.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lines and header blocks, of bounded length. */
final class HeadReader {
    private static final int MAX_HEAD = 65_536;
    private static final Pattern STATUS_LINE = Pattern.compile("(HTTP/1\\.[01]) ([1-9]\\d\\d)( .*)?");

    private final InputStream in;
    private final Flaws flaws;

    HeadReader(InputStream in, Flaws flaws) {
        this.in = in;
        this.flaws = flaws;
    }

    /** The final head; interim ones are skipped (T3.2). */
    ResponseHead read() throws IOException {
        ResponseHead head = readAny();
        while (head.status() < 200) {
            if (head.status() == 101) {
                throw new MalformedAnswer("switching protocols, which nobody has asked for");
            }
            if (flaws.has(Flaw.SIGNALS_INTERIM_HEADS)) {
                return head;
            }
            head = readAny();
        }
        return head;
    }

    private ResponseHead readAny() throws IOException {
        Matcher status = STATUS_LINE.matcher(readLine(MAX_HEAD));
        if (!status.matches()) {
            throw new MalformedAnswer("no status line");
        }
        return new ResponseHead(Integer.parseInt(status.group(2)), status.group(1), readFields());
    }

    /** A block of fields, also one of trailers. */
    Headers readFields() throws IOException {
        List<Headers.Field> fields = new ArrayList<>();
        int left = MAX_HEAD;
        for (String line = readFieldLine(left); !line.isEmpty(); line = readFieldLine(left)) {
            left -= line.length();
            fields.add(field(line));
        }
        return new Headers(fields);
    }

    private String readFieldLine(int limit) throws IOException {
        try {
            return readLine(limit);
        } catch (EOFException half) {
            if (flaws.has(Flaw.TAKES_HALF_A_HEAD)) {
                return "";
            }
            throw half;
        }
    }

    private static Headers.Field field(String line) throws MalformedAnswer {
        int colon = line.indexOf(':');
        try {
            return new Headers.Field(
                    line.substring(0, Math.max(colon, 0)),
                    line.substring(colon + 1).strip());
        } catch (IllegalArgumentException malformed) {
            throw new MalformedAnswer("malformed header field");
        }
    }

    /** A line without its end, of a length that is bounded. */
    String readLine(int limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = readByte(); b != '\n'; b = readByte()) {
            if (line.size() >= limit) {
                throw new MalformedAnswer("a line or a head without end");
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    private int readByte() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("end of stream");
        }
        return b;
    }
}
