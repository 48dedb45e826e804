package dev.pinwheel.etcd.core.dispatch;

/**
 * What a request carries.
 *
 * @param contentType how the bytes are to be read: etcd passes over a form or JSON that does not say so
 * @param bytes the whole body, perhaps empty; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and a copy of the body would cost every write.
public record RequestBody(String contentType, byte[] bytes) {

    /** A form, encoded. */
    public static RequestBody form(byte[] encoded) {
        return new RequestBody("application/x-www-form-urlencoded", encoded);
    }

    /** JSON in UTF-8. */
    public static RequestBody json(byte[] text) {
        return new RequestBody("application/json", text);
    }

    /** The size only, as the bytes may hold secrets (E9). */
    @Override
    public String toString() {
        return bytes.length + " bytes of " + contentType;
    }
}
