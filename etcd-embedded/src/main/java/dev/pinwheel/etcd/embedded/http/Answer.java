package dev.pinwheel.etcd.embedded.http;

import java.util.List;

/** What a member says to a request: everything at once, or the head now and the body as it happens. */
sealed interface Answer permits Response, EventStream {

    int status();

    List<Header> headers();

    /** This answer with one more header. */
    Answer with(String name, String value);

    /** One line of the head. */
    record Header(String name, String value) {}
}
