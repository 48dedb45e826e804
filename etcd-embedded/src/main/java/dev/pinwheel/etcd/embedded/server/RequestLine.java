package dev.pinwheel.etcd.embedded.server;

/** The first line of a request. */
record RequestLine(String method, String target, HttpVersion version) {

    /** Whether a line looks like one of HTTP/1, sound or not. */
    static boolean isHttp1(String line) {
        String[] parts = line.split(" ", 3);
        return parts.length == 3 && parts[2].matches("HTTP/1\\.[0-9]");
    }

    static RequestLine parse(String line) throws RefusedException {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !Syntax.isToken(parts[0]) || !Syntax.isTarget(parts[1])) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        return new RequestLine(parts[0], parts[1], version(parts[2]));
    }

    private static HttpVersion version(String text) throws RefusedException {
        if (!text.matches("HTTP/[0-9]\\.[0-9]")) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        if (!text.startsWith("HTTP/1.")) {
            throw new RefusedException(Refusal.told("505 HTTP Version Not Supported: unsupported protocol version"));
        }
        return text.endsWith(".0") ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
    }
}
