package dev.pinwheel.etcd.embedded.store;

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
    long modifiedIndex() {
        return modifiedIndex;
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
