package dev.pinwheel.etcd.embedded.server;

import java.util.List;
import java.util.Optional;

/** A request but for its body, found to be sound. */
record RequestHead(RequestLine line, Headers headers) {

    static RequestHead of(RequestLine line, Headers headers) throws RefusedException {
        List<String> hosts = headers.all("Host");
        if (hosts.isEmpty() && line.version() == HttpVersion.HTTP_1_1) {
            throw new RefusedException(Refusal.badRequest("missing required Host header"));
        }
        if (hosts.size() > 1) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        if (!hosts.stream().allMatch(Syntax::isHost)) {
            throw new RefusedException(Refusal.badRequest("malformed Host header"));
        }
        List<String> expectations = headers.all("Expect");
        if (!expectations.isEmpty() && !headers.hasToken("Expect", "100-continue")) {
            throw new RefusedException(Refusal.told("417 Expectation Failed"));
        }
        return new RequestHead(line, headers);
    }

    boolean expectsContinue() {
        return line.version() == HttpVersion.HTTP_1_1 && headers.contains("Expect");
    }

    /** Returns what reads the body that this head announces. */
    BodyParser newBodyParser(int maxBody) throws RefusedException {
        Body body = new Body(maxBody);
        if (line.version() == HttpVersion.HTTP_1_1 && headers.contains("Transfer-Encoding")) {
            if (!headers.all("Transfer-Encoding").stream().allMatch("chunked"::equalsIgnoreCase)) {
                throw new RefusedException(new Refusal.Told("501 Not Implemented", "Unsupported transfer encoding"));
            }
            return new ChunkedParser(body);
        }
        return new LengthParser(body, contentLength());
    }

    ServerRequest withBody(String body, Optional<String> flaw) {
        return new ServerRequest(line.method(), line.target(), line.version(), headers, body, flaw);
    }

    private long contentLength() throws RefusedException {
        List<String> lengths = headers.all("Content-Length").stream().distinct().toList();
        if (lengths.isEmpty() || lengths.equals(List.of(""))) {
            return 0;
        }
        if (lengths.size() > 1
                || !Syntax.isDigits(lengths.get(0))
                || lengths.get(0).length() > 18) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        return Long.parseLong(lengths.get(0));
    }
}
