package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.store.Bytes;

/** Writes JSON as etcd does, byte for byte: fields in the order of the calls, no spaces, its own choice of escapes. */
final class JsonWriter {
    private final StringBuilder json = new StringBuilder();

    JsonWriter open(char bracket) {
        comma();
        json.append(bracket);
        return this;
    }

    JsonWriter close(char bracket) {
        json.append(bracket);
        return this;
    }

    JsonWriter name(String name) {
        comma();
        json.append('"').append(name).append("\":");
        return this;
    }

    JsonWriter number(long value) {
        json.append(value);
        return this;
    }

    /** Such as {@code true} or {@code null}. */
    JsonWriter literal(String word) {
        json.append(word);
        return this;
    }

    JsonWriter text(String value) {
        return text(Bytes.utf8(value));
    }

    JsonWriter text(Bytes value) {
        comma();
        json.append('"');
        String octets = value.octets();
        for (int i = 0; i < octets.length(); ) {
            int length = Utf8.lengthAt(octets, i);
            if (length == 0) {
                json.append("\\ufffd");
                i++;
            } else {
                codePoint(Utf8.codePointAt(octets, i, length));
                i += length;
            }
        }
        json.append('"');
        return this;
    }

    @Override
    public String toString() {
        return json.toString();
    }

    // A value is separated from the one before it, unless it is the first in its brackets or belongs to a name.
    private void comma() {
        if (!json.isEmpty() && "{[:".indexOf(json.charAt(json.length() - 1)) < 0) {
            json.append(',');
        }
    }

    private void codePoint(int codePoint) {
        switch (codePoint) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            case '<', '>', '&', 0x2028, 0x2029 -> escape(codePoint);
            default -> {
                if (codePoint < ' ') {
                    escape(codePoint);
                } else {
                    json.appendCodePoint(codePoint);
                }
            }
        }
    }

    private void escape(int codePoint) {
        String digits = Integer.toHexString(codePoint);
        json.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
    }
}
