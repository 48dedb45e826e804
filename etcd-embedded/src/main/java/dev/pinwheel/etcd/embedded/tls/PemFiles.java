package dev.pinwheel.etcd.embedded.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a client of another language needs for TLS, as files in PEM.
 *
 * <pre>{@code
 * curl --cacert DIR/ca.pem --cert DIR/client.pem --key DIR/client-key.pem https://127.0.0.1:2379/version
 * }</pre>
 *
 * @param authority the authority's certificate, {@code ca.pem}
 * @param certificate the client's certificate, {@code client.pem}
 * @param privateKey the client's key without a password, {@code client-key.pem}; where files have owners, only the
 *     owner can read it
 */
public record PemFiles(Path authority, Path certificate, Path privateKey) {

    /**
     * Writes the files; all of them, or none.
     *
     * <p>Existing files are never overwritten: they may be somebody's.
     *
     * @param directory where; made, for its owner alone, if it is missing
     * @param authority whom the client is to trust
     * @param client what the client is to show of itself
     * @return the files
     * @throws UncheckedIOException if a file is there already or cannot be written; the message names it
     */
    public static PemFiles write(Path directory, CertificateAuthority authority, Identity client) {
        PemFiles files = new PemFiles(
                directory.resolve("ca.pem"), directory.resolve("client.pem"), directory.resolve("client-key.pem"));
        Deque<Path> written = new ArrayDeque<>();
        try {
            Files.createDirectories(directory, attributes(directory, "rwx------"));
            write(files.authority(), authority.certificatePem(), "rw-r--r--", written);
            write(files.certificate(), client.certificatePem(), "rw-r--r--", written);
            write(files.privateKey(), client.privateKeyPem(), "rw-------", written);
            return files;
        } catch (FileAlreadyExistsException there) {
            delete(written);
            throw new UncheckedIOException(
                    there.getFile() + " exists and is not overwritten; remove it, or choose another directory", there);
        } catch (IOException failure) {
            delete(written);
            throw new UncheckedIOException("cannot write certificates to " + directory + ": " + failure, failure);
        }
    }

    private static void write(Path file, String text, String permissions, Deque<Path> written) throws IOException {
        Files.createFile(file, attributes(file, permissions));
        written.push(file);
        Files.writeString(file, text);
    }

    private static void delete(Deque<Path> written) {
        written.forEach(file -> file.toFile().delete());
    }

    private static FileAttribute<?>[] attributes(Path file, String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
