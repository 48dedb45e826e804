package dev.pinwheel.etcd.benchmarks.cluster;

/**
 * Puts into a cluster what is to be read, unless it is there.
 *
 * @param http reaches the cluster
 */
public record Preparation(PlainHttp http) {
    /** The directory that is read as a whole. */
    public static final String DIR = "/dir1000";

    private static final int DIR_NODES = 1_000;
    private static final int DIR_VALUE = 100; // Makes the 175 kB of the baselines.

    /** The name of the nth key that is read and written. */
    public static String key(int n) {
        return "/bench/k" + n;
    }

    /** A value of a size. */
    public static String value(int characters) {
        return "v".repeat(characters);
    }

    /** Sees that there are keys, and that the first and the last one have values of a size; else all are written. */
    public void keys(int count, int valueSize) {
        String value = value(valueSize);
        if (!has(key(0), value) || !has(key(count - 1), value)) {
            for (int i = 0; i < count; i++) {
                http.set(key(i), value);
            }
        }
    }

    /** Sees that there is a directory of 1,000 nodes. */
    public void dir() {
        if (http.get("/v2/keys" + DIR).status() == 404) {
            String value = value(DIR_VALUE);
            for (int i = 0; i < DIR_NODES; i++) {
                http.set(String.format("%s/n%04d", DIR, i), value);
            }
        }
    }

    /** Sees that a key is there, with any value. */
    public void key(String key) {
        if (http.get("/v2/keys" + key).status() == 404) {
            http.set(key, "0");
        }
    }

    private boolean has(String key, String value) {
        PlainHttp.Answer answer = http.get("/v2/keys" + key);
        return answer.status() == 200 && answer.body().contains("\"value\":\"" + value + "\"");
    }
}
