package dev.pinwheel.etcd.embedded.request;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as a member of the cluster received it, decoded as far as a test wants to know.
 *
 * <p>No credentials are in it: neither the {@code Authorization} header, nor a parameter that is called
 * {@code password}, nor any body but the forms of {@code /v2/keys}.
 *
 * @param member name of the member that received it, such as {@code m1}
 * @param method in the case it was sent, such as {@code PUT}
 * @param path decoded, such as {@code /v2/keys/foo}; as it came, if it cannot be decoded
 * @param parameters of the form and of the query by their names, in the order of their names; of a name given twice,
 *     the value that etcd takes
 */
public record ReceivedRequest(String member, String method, String path, Map<String, String> parameters) {

    /** Copies the parameters. */
    public ReceivedRequest {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** The request in one line, for logs and failed assertions: {@code m1 PUT /v2/keys/foo {value=bar}}. */
    @Override
    public String toString() {
        return member + " " + method + " " + path + (parameters.isEmpty() ? "" : " " + parameters);
    }
}
