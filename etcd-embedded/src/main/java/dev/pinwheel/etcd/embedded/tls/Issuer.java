package dev.pinwheel.etcd.embedded.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import javax.security.auth.x500.X500Principal;

/** Makes keys, and signs certificates (RFC 5280, 4.1) by ECDSA with SHA-256 on the curve P-256. */
record Issuer(X500Principal name, KeyPair keys) {
    private static final BigInteger VERSION_3 = BigInteger.TWO;
    private static final int SERIAL_BITS = 120;
    private static final String COMMON_NAME = "2.5.4.3";
    private static final byte[] ECDSA_WITH_SHA_256 = Der.sequence(Der.identifier("1.2.840.10045.4.3.2"));

    /** Somebody who signs for himself. */
    static Issuer named(String commonName) throws GeneralSecurityException {
        return new Issuer(subject(commonName), newKeys());
    }

    Identity issue(CertificateSpec spec, Instant now) throws GeneralSecurityException {
        KeyPair holder = newKeys();
        return new Identity(certificate(spec, holder.getPublic(), now), holder.getPrivate());
    }

    X509Certificate certificate(CertificateSpec spec, PublicKey holder, Instant now) throws GeneralSecurityException {
        byte[] content = Der.sequence(
                Der.explicit(0, Der.integer(VERSION_3)),
                Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS)),
                ECDSA_WITH_SHA_256,
                name.getEncoded(),
                Der.sequence(Der.time(now.plus(spec.validFrom())), Der.time(now.plus(spec.validUntil()))),
                subject(spec.commonName()).getEncoded(),
                holder.getEncoded(),
                Der.explicit(3, Extensions.of(spec, holder, keys.getPublic())));
        byte[] signed = Der.sequence(content, ECDSA_WITH_SHA_256, Der.bits(signature(keys.getPrivate(), content)));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
    }

    private static X500Principal subject(String commonName) {
        byte[] attribute = Der.sequence(Der.identifier(COMMON_NAME), Der.text(commonName));
        return new X500Principal(Der.sequence(Der.set(attribute)));
    }

    private static byte[] signature(PrivateKey key, byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** The name; never the keys. */
    @Override
    public String toString() {
        return name.toString();
    }
}
