package dev.pinwheel.etcd.tck.server;

/** Scripts and answers that many tests need. */
public final class Scripts {
    private Scripts() {}

    /**
     * Answers every request of a connection in the same way.
     *
     * @param response head and body, one character a byte
     * @return the script
     */
    public static Script answering(String response) {
        return connection -> {
            while (true) {
                connection.readRequest();
                connection.write(response);
            }
        };
    }

    /**
     * Reads one request and never answers.
     *
     * @return the script
     */
    public static Script silent() {
        return connection -> {
            connection.readRequest();
            connection.stall();
        };
    }

    /**
     * Answers one request and closes the connection at once.
     *
     * @param response what is left of the answer may be missing, one character a byte
     * @return the script
     */
    public static Script answeringOnce(String response) {
        return connection -> {
            connection.readRequest();
            connection.write(response);
        };
    }

    /**
     * Reads one request, answers, and then says nothing until the client ends the connection.
     *
     * @param response what is left of the answer may be missing, one character a byte
     * @return the script
     */
    public static Script answeringAndStalling(String response) {
        return connection -> {
            connection.readRequest();
            connection.write(response);
            connection.stall();
        };
    }

    /**
     * Answers requests for "/warm", so that a client has a connection to reuse; after the first other request it does
     * as {@code afterwards} says, which begins with the answer.
     *
     * @param afterwards what comes when the first other request has been read
     * @return the script
     */
    public static Script warmThen(Script afterwards) {
        return connection -> {
            while (connection.readRequest().target().equals("/warm")) {
                connection.write(ok("warm"));
            }
            afterwards.serve(connection);
        };
    }

    /**
     * The head of an answer.
     *
     * @param status code and phrase
     * @param fields header lines, without line ends
     * @return up to the empty line
     */
    public static String answer(String status, String... fields) {
        return "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    }

    /**
     * A 200 with this body and its length.
     *
     * @param body one character a byte
     * @return the whole answer
     */
    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
