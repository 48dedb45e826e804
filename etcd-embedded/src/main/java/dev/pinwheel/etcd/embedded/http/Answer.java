package dev.pinwheel.etcd.embedded.http;

import java.util.List;

/** What a member says to a request: everything at once, the head now and the body as it happens, or something later. */
sealed interface Answer permits Answer.Prompt, Pending {

    /** This answer with one more header. */
    Answer with(String name, String value);

    /** One whose head is known. */
    sealed interface Prompt extends Answer permits Response, EventStream {

        int status();

        List<Header> headers();

        @Override
        Prompt with(String name, String value);
    }

    /** One line of the head. */
    record Header(String name, String value) {}
}
