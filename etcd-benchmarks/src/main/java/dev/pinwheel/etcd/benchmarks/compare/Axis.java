package dev.pinwheel.etcd.benchmarks.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A logarithmic axis between two powers of ten.
 *
 * @param lowest the exponent at the beginning
 * @param highest the exponent at the end
 * @param begin the coordinate of the beginning
 * @param end the coordinate of the end
 */
record Axis(int lowest, int highest, double begin, double end) {

    /** An axis that shows all values, which are above zero. */
    static Axis over(List<Double> values, double begin, double end) {
        int lowest = (int) Math.floor(Math.log10(Collections.min(values)));
        int highest = (int) Math.ceil(Math.log10(Collections.max(values)));
        return new Axis(lowest, Math.max(highest, lowest + 1), begin, end);
    }

    double at(double value) {
        return begin + (end - begin) * (Math.log10(value) - lowest) / (highest - lowest);
    }

    /** The powers of ten. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int exponent = lowest; exponent <= highest; exponent++) {
            ticks.add(Math.pow(10, exponent));
        }
        return ticks;
    }
}
