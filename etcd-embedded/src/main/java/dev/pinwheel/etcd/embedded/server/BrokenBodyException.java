package dev.pinwheel.etcd.embedded.server;

/** Ends a body whose chunks are none. Never leaves {@link RequestParser}. */
final class BrokenBodyException extends Exception {
    private static final long serialVersionUID = 1;

    private final String complaint;

    BrokenBodyException(String complaint) {
        super(complaint, null, false, false);
        this.complaint = complaint;
    }

    /** In the words of Go. */
    String complaint() {
        return complaint;
    }
}
