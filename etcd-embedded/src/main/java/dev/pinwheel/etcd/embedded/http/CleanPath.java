package dev.pinwheel.etcd.embedded.http;

import java.util.ArrayDeque;
import java.util.Deque;

/** Takes empty, dot and double-dot segments out of paths, and redirects to what is left. */
final class CleanPath {

    private CleanPath() {}

    /** The clean form of a decoded path. A slash at its end stays. */
    static String of(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String clean = "/" + String.join("/", segments);
        return path.endsWith("/") && !segments.isEmpty() ? clean + "/" : clean;
    }

    /** Sends the client to the clean form of its path. */
    static Response redirect(Request request, String cleanPath) {
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        String location = PercentCode.encodePath(cleanPath) + query;
        Response answer = request.method().equals("GET") || request.isHead()
                ? Response.of(301, "text/html; charset=utf-8", page(location))
                : Response.empty(301);
        return answer.with("Location", location);
    }

    private static String page(String location) {
        String escaped = location.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
        return "<a href=\"" + escaped + "\">Moved Permanently</a>.\n\n";
    }
}
