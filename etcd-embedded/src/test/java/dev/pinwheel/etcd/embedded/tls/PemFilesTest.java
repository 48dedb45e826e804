package dev.pinwheel.etcd.embedded.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class PemFilesTest {
    private final CertificateAuthority authority = CertificateAuthority.create();
    private final Identity client = authority.issue(CertificateSpec.client("alice"));

    @TempDir
    private Path temporary;

    @Test
    void whatIsWritten_canBeReadAgain() throws Exception {
        PemFiles files = PemFiles.write(temporary.resolve("new/deep"), authority, client);

        CertificateFactory x509 = CertificateFactory.getInstance("X.509");
        try (InputStream ca = Files.newInputStream(files.authority());
                InputStream own = Files.newInputStream(files.certificate())) {
            assertThat(x509.generateCertificate(ca)).isEqualTo(authority.certificate());
            assertThat(x509.generateCertificate(own)).isEqualTo(client.certificate());
        }
        String key = Files.readString(files.privateKey());
        assertThat(key).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("\n-----END PRIVATE KEY-----\n");
        byte[] encoded = Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", ""));
        assertThat(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)))
                .isEqualTo(client.privateKey());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theKey_isForItsOwnerAlone() throws Exception {
        PemFiles files = PemFiles.write(temporary.resolve("new"), authority, client);

        assertThat(Files.getPosixFilePermissions(files.privateKey()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(temporary.resolve("new")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void whatIsThere_isNotOverwritten_andNothingElseIsWritten() throws Exception {
        Path precious = Files.writeString(temporary.resolve("client-key.pem"), "precious");

        assertThatThrownBy(() -> PemFiles.write(temporary, authority, client))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(precious.toString())
                .hasMessageContaining("choose another directory");
        assertThat(precious).hasContent("precious");
        assertThat(temporary).isDirectoryNotContaining(file -> !file.equals(precious));
    }

    @Test
    void aFileInThePlaceOfTheDirectory_isNamed() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertThatThrownBy(() -> PemFiles.write(file, authority, client))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }
}
