package dev.pinwheel.etcd.embedded.http;

import dev.pinwheel.etcd.embedded.store.Bytes;
import dev.pinwheel.etcd.embedded.store.ErrorCode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads typed parameters from a form. */
record FormReader(Form form) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** A flag; absent is false. */
    boolean flag(String name) throws InvalidRequest {
        return choice(name, "\"" + name + "\"").orElse(false);
    }

    /** A flag that is shown by {@code shownName} if it cannot be read. */
    Optional<Boolean> choice(String name, String shownName) throws InvalidRequest {
        Optional<Bytes> text = form.value(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (text.get().octets()) {
                    case "1", "t", "T", "TRUE", "true", "True" -> true;
                    case "0", "f", "F", "FALSE", "false", "False" -> false;
                    default -> throw invalid(ErrorCode.INVALID_FIELD, shownName);
                });
    }

    /** An index as an unsigned number; absent and 0 mean the same. */
    OptionalLong index(String name) throws InvalidRequest {
        Optional<Bytes> text = form.value(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        long index = unsigned(text.get(), ErrorCode.INDEX_NOT_A_NUMBER, name);
        return index == 0 ? OptionalLong.empty() : OptionalLong.of(index);
    }

    /** A number of seconds, unsigned; absent and empty mean the same. */
    OptionalLong seconds(String name) throws InvalidRequest {
        Optional<Bytes> text = form.value(name).filter(bytes -> !bytes.isEmpty());
        return text.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(unsigned(text.get(), ErrorCode.TTL_NOT_A_NUMBER, name));
    }

    private static long unsigned(Bytes text, ErrorCode code, String name) throws InvalidRequest {
        String quoted = "\"" + name + "\"";
        // parseUnsignedLong would take a plus sign and the digits of other scripts.
        if (!DIGITS.matcher(text.octets()).matches()) {
            throw invalid(code, quoted);
        }
        try {
            return Long.parseUnsignedLong(text.octets());
        } catch (NumberFormatException beyond64Bits) {
            throw invalid(code, quoted);
        }
    }

    private static InvalidRequest invalid(ErrorCode code, String shownName) {
        return new InvalidRequest(code, "invalid value for " + shownName);
    }
}
