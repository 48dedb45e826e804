package dev.pinwheel.etcd.benchmarks.cluster;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many watches a cluster has open.
 *
 * @param http reaches the cluster
 */
public record Watchers(PlainHttp http) {
    private static final Pattern COUNT = Pattern.compile("\"watchers\":(\\d+)");

    /** Of all members that answer. */
    public long count() {
        long sum = 0;
        for (String endpoint : http.endpoints()) {
            sum += countAt(endpoint);
        }
        return sum;
    }

    private long countAt(String endpoint) {
        try {
            Matcher count =
                    COUNT.matcher(http.getFrom(endpoint, "/v2/stats/store").body());
            return count.find() ? Long.parseLong(count.group(1)) : 0;
        } catch (IOException dead) {
            return 0; // Whoever had a watch there has lost it.
        }
    }
}
