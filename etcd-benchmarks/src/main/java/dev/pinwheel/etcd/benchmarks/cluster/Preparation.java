package dev.pinwheel.etcd.benchmarks.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts into a cluster what is to be read, unless it is there.
 *
 * @param http reaches the cluster
 */
public record Preparation(PlainHttp http) {
    /** The directory that is read as a whole. */
    public static final String DIR = "/dir1000";

    /** None of those that are written here needs escaping. */
    private static final Pattern VALUE = Pattern.compile("\"value\":\"([^\"]*)\"");

    private static final int MISSING = -1;
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

    /** Sees that the first and the last key have values of a size; else all are written. */
    public void keysOfSize(int count, int valueSize) {
        if (valueSizeOf(key(0)) != valueSize || valueSizeOf(key(count - 1)) != valueSize) {
            write(count, valueSize);
        }
    }

    /** Sees that the first and the last key have values; else all are written. */
    public void keys(int count, int valueSize) {
        if (valueSizeOf(key(0)) == MISSING || valueSizeOf(key(count - 1)) == MISSING) {
            write(count, valueSize);
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

    private void write(int count, int valueSize) {
        String value = value(valueSize);
        for (int i = 0; i < count; i++) {
            http.set(key(i), value);
        }
    }

    private int valueSizeOf(String key) {
        PlainHttp.Answer answer = http.get("/v2/keys" + key);
        Matcher value = VALUE.matcher(answer.body());
        return answer.status() == 200 && value.find() ? value.group(1).length() : MISSING;
    }
}
