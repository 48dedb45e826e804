package dev.pinwheel.etcd.embedded.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/**
 * A password that cannot be read back. A plain digest with salt: it guards the secrets of tests, and they shall be
 * fast.
 */
final class Password {
    // bcrypt, which etcd uses, takes no notice of what follows.
    private static final int SIGNIFICANT_BYTES = 72;

    private final String salt;
    private final byte[] digest;

    private Password(String salt, byte[] digest) {
        this.salt = salt;
        this.digest = digest;
    }

    static Password of(String secret) {
        String salt = UUID.randomUUID().toString();
        return new Password(salt, digest(salt, secret));
    }

    boolean is(String secret) {
        return MessageDigest.isEqual(digest, digest(salt, secret));
    }

    private static byte[] digest(String salt, String secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            return sha.digest(Arrays.copyOf(bytes, Math.min(bytes.length, SIGNIFICANT_BYTES)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
