package dev.pinwheel.etcd.embedded.http;

import java.io.Serial;

/** Says in the words of etcd's parser what is wrong with a client's JSON. */
final class MalformedJson extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String complaint;

    private MalformedJson(String complaint) {
        super(complaint, null, false, false);
        this.complaint = complaint;
    }

    static MalformedJson ended() {
        return new MalformedJson("unexpected end of JSON input");
    }

    static MalformedJson invalid(char found, String place) {
        return new MalformedJson("invalid character '" + found + "' " + place);
    }

    static MalformedJson unexpected(String kind, String wanted) {
        return new MalformedJson("json: cannot unmarshal " + kind + " into Go " + wanted);
    }

    String complaint() {
        return complaint;
    }
}
