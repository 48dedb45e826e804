package dev.pinwheel.etcd.tck.reference;

import java.io.IOException;
import java.io.Serial;

/** What came is not HTTP (T5.2). */
final class MalformedAnswer extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    MalformedAnswer(String what) {
        super(what);
    }
}
