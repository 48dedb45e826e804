package dev.pinwheel.etcd.embedded.store;

import java.util.List;

/** A file in the tree. */
final class FileEntry extends Entry {
    private Bytes value;
    private long modifiedIndex;

    FileEntry(Key key, Bytes value, long createdIndex) {
        super(key, createdIndex);
        this.value = value;
        this.modifiedIndex = createdIndex;
    }

    Bytes value() {
        return value;
    }

    void write(Bytes newValue, long index) {
        this.value = newValue;
        this.modifiedIndex = index;
    }

    @Override
    FileEntry copy() {
        FileEntry copy = new FileEntry(key(), value, createdIndex());
        copy.modifiedIndex = modifiedIndex;
        copy.expireAt(expiration());
        return copy;
    }

    @Override
    long modifiedIndex() {
        return modifiedIndex;
    }

    @Override
    List<Key> keys() {
        return List.of(key());
    }

    @Override
    Node.Content content() {
        return new Node.Value(value);
    }

    @Override
    Node.Content contentWhenGone() {
        return new Node.Gone();
    }
}
