package dev.pinwheel.etcd.core.keys;

import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.failover.CallKind;
import dev.pinwheel.etcd.keys.CreateInOrderOptions;
import dev.pinwheel.etcd.keys.DeleteOptions;
import dev.pinwheel.etcd.keys.GetOptions;
import dev.pinwheel.etcd.keys.PrevExist;
import dev.pinwheel.etcd.keys.SetOptions;

/**
 * Calls on keys as requests. What a server reads from forms goes there, so that long values do not lengthen the request
 * line.
 *
 * @param space where the keys are
 * @param unconditionalSets whether these may be repeated (F6)
 */
record KeysRequests(KeySpace space, CallKind unconditionalSets) {

    EtcdRequest get(String key, GetOptions options) {
        String query = new Form()
                .flag("recursive", options.isRecursive())
                .flag("sorted", options.isSorted())
                .flag("quorum", options.isQuorum())
                .asQuery();
        return new EtcdRequest("GET", space.pathOf(key), query, null, CallKind.READ);
    }

    EtcdRequest poll(String key, long index, boolean isRecursive) {
        String query = new Form()
                .flag("wait", true)
                .text("waitIndex", Long.toString(index))
                .flag("recursive", isRecursive)
                .asQuery();
        return new EtcdRequest("GET", space.pathOf(key), query, null, CallKind.WATCH);
    }

    EtcdRequest set(String key, String value, SetOptions options) {
        if (!value.isEmpty() && (options.isDir() || options.isRefresh())) {
            throw new IllegalArgumentException(
                    "value is not empty, but " + (options.isDir() ? "a directory" : "a refresh")
                            + " takes none; give \"\", or leave that option out");
        }
        Form form = new Form();
        if (!options.isDir() && !options.isRefresh()) {
            form.text("value", value);
        }
        options.prevValue().ifPresent(expected -> form.text("prevValue", expected));
        form.number("prevIndex", options.prevIndex());
        if (options.prevExist() != PrevExist.IGNORE) {
            form.text("prevExist", Boolean.toString(options.prevExist() == PrevExist.YES));
        }
        options.ttl().ifPresent(ttl -> form.seconds("ttl", ttl));
        form.flag("refresh", options.isRefresh());
        form.flag("dir", options.isDir());
        form.flag("noValueOnSuccess", options.isNoValueOnSuccess());
        boolean isConditional = options.prevValue().isPresent()
                || options.prevIndex().isPresent()
                || options.prevExist() != PrevExist.IGNORE;
        return new EtcdRequest(
                "PUT", space.pathOf(key), "", form.asBody(), isConditional ? CallKind.WRITE : unconditionalSets);
    }

    EtcdRequest delete(String key, DeleteOptions options) {
        Form query = new Form();
        options.prevValue().ifPresent(expected -> query.text("prevValue", expected));
        query.number("prevIndex", options.prevIndex())
                .flag("recursive", options.isRecursive())
                .flag("dir", options.isDir());
        return new EtcdRequest("DELETE", space.pathOf(key), query.asQuery(), null, CallKind.WRITE);
    }

    EtcdRequest createInOrder(String dir, String value, CreateInOrderOptions options) {
        Form form = new Form().text("value", value);
        options.ttl().ifPresent(ttl -> form.seconds("ttl", ttl));
        form.flag("noValueOnSuccess", options.isNoValueOnSuccess());
        return EtcdRequest.write("POST", space.pathOf(dir), form.asBody());
    }
}
