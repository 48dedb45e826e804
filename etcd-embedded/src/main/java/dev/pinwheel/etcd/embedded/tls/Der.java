package dev.pinwheel.etcd.embedded.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The part of ASN.1's distinguished encoding (X.690) that certificates are made of. */
final class Der {
    private static final int CONSTRUCTED = 0x20;
    private static final int CONTEXT = 0x80;
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return element(0x30, joined(elements));
    }

    static byte[] set(byte[]... elements) {
        return element(0x31, joined(elements));
    }

    static byte[] yes() {
        return element(0x01, (byte) 0xff);
    }

    static byte[] integer(BigInteger value) {
        return element(0x02, value.toByteArray());
    }

    static byte[] bits(byte[] bytes) {
        return element(0x03, joined(new byte[] {0}, bytes));
    }

    /** A single byte of flags of which only the first {@code count} count; the flag of number 0 is the highest bit. */
    static byte[] flags(int flags, int count) {
        return element(0x03, (byte) (8 - count), (byte) flags);
    }

    static byte[] octets(byte[] bytes) {
        return element(0x04, bytes);
    }

    static byte[] text(String text) {
        return element(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A moment between 1950 and 2049: certificates write others in another way. */
    static byte[] time(Instant moment) {
        return element(0x17, UTC_TIME.format(moment).getBytes(StandardCharsets.US_ASCII));
    }

    /** An object identifier in dotted form. */
    static byte[] identifier(String dotted) {
        String[] numbers = dotted.split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(40 * Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]));
        for (int i = 2; i < numbers.length; i++) {
            content.writeBytes(inSevens(Integer.parseInt(numbers[i])));
        }
        return element(0x06, content.toByteArray());
    }

    /** Something that the context gives a number instead of a type; its content as it is. */
    static byte[] implicit(int number, byte[] content) {
        return element(CONTEXT | number, content);
    }

    /** Something around which the context puts a number. */
    static byte[] explicit(int number, byte[] element) {
        return element(CONTEXT | CONSTRUCTED | number, element);
    }

    // Seven bits a byte, the highest first; the eighth bit says that more follow.
    private static byte[] inSevens(int number) {
        int count = 1;
        while (number >>> (7 * count) != 0) {
            count++;
        }
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            int more = i < count - 1 ? 0x80 : 0;
            bytes[i] = (byte) (more | ((number >>> (7 * (count - 1 - i))) & 0x7f));
        }
        return bytes;
    }

    private static byte[] element(int tag, byte... content) {
        return joined(new byte[] {(byte) tag}, length(content.length), content);
    }

    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        byte[] digits = BigInteger.valueOf(length).toByteArray();
        int zeros = digits[0] == 0 ? 1 : 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0x80 | (digits.length - zeros));
        bytes.write(digits, zeros, digits.length - zeros);
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
