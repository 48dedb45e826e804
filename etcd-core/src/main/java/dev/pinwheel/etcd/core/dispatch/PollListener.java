package dev.pinwheel.etcd.core.dispatch;

import dev.pinwheel.etcd.spi.ResponseHead;
import java.net.URI;

/** Is told how a long poll goes before it ends; its methods are called in this order, and must not block (TC1). */
public interface PollListener {
    /** For calls that are no polls. */
    PollListener NONE = new PollListener() {
        @Override
        public void opened(URI endpoint, ResponseHead head, boolean isRedirected) {
            // Nobody waits for it.
        }

        @Override
        public void bodyBegan() {
            // Nobody waits for it.
        }
    };

    /**
     * The server has accepted the poll: the head of a 200 has come.
     *
     * @param endpoint who was asked, as configured
     * @param head the head
     * @param isRedirected whether it came by a redirect, perhaps from somebody else
     */
    void opened(URI endpoint, ResponseHead head, boolean isRedirected);

    /** Something of the body has come; called for each piece. */
    void bodyBegan();
}
