package dev.pinwheel.etcd.core.cluster;

import dev.pinwheel.etcd.DiscoveryException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One answer of the name service.
 *
 * @param priority the lowest is tried first
 * @param weight how often it comes before others of its priority
 * @param port the port
 * @param host the host, without the dot at its end
 */
record SrvRecord(int priority, int weight, int port, String host) {

    /** Reads "10 60 2379 node1.example.com.". */
    static SrvRecord parse(String text) {
        String[] parts = text.trim().split("\\s+", -1);
        try {
            String host = parts[3].endsWith(".") ? parts[3].substring(0, parts[3].length() - 1) : parts[3];
            return new SrvRecord(
                    Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), host);
        } catch (IndexOutOfBoundsException | NumberFormatException unreadable) {
            throw new DiscoveryException("an SRV record cannot be read: \"" + text + "\"", unreadable);
        }
    }

    URI toUri(String scheme) {
        return URI.create(scheme + "://" + host + ":" + port);
    }

    /** By priority, and within one by chance according to the weights (RFC 2782). */
    static List<SrvRecord> inOrder(List<SrvRecord> records, RandomGenerator random) {
        List<SrvRecord> left = new ArrayList<>(records);
        left.sort(Comparator.comparingInt(SrvRecord::priority).thenComparingInt(SrvRecord::weight));
        List<SrvRecord> ordered = new ArrayList<>(left.size());
        while (!left.isEmpty()) {
            int priority = left.get(0).priority();
            List<SrvRecord> peers =
                    left.stream().filter(one -> one.priority() == priority).toList();
            SrvRecord next = draw(peers, random);
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }

    private static SrvRecord draw(List<SrvRecord> peers, RandomGenerator random) {
        int sum = peers.stream().mapToInt(SrvRecord::weight).sum();
        int drawn = random.nextInt(sum + 1);
        int passed = 0;
        for (SrvRecord peer : peers) {
            passed += peer.weight();
            if (passed >= drawn) {
                return peer;
            }
        }
        return peers.get(peers.size() - 1);
    }
}
