package dev.pinwheel.etcd.tck.script;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws scripts by chance, small ones and odd ones more often than likely. */
final class Scripts {
    private static final int[] SIZES = {
        1, 2, 7, 100, 1_000, 8_191, 8_192, 8_193, 16_384, 65_535, 65_536, 65_537, 200_000
    };
    private static final long[] DEMANDS = {1, 1, 1, 2, 3, 10, Long.MAX_VALUE - 1, Long.MAX_VALUE};
    private static final int MOST_STEPS = 12;
    private static final int LONGEST_PAUSE = 2_000;

    private Scripts() {}

    static Script draw(RandomGenerator random) {
        List<Step> steps = new ArrayList<>();
        for (int i = random.nextInt(MOST_STEPS); i > 0; i--) {
            steps.add(step(random));
        }
        if (random.nextInt(10) > 0) {
            steps.add(random.nextInt(steps.size() + 1), end(random));
        }
        if (random.nextInt(4) == 0) {
            steps.add(random.nextInt(steps.size() + 1), new Step.Cancel());
        }
        if (random.nextInt(12) == 0) {
            steps.add(random.nextInt(steps.size() + 1), new Step.Close());
        }
        Script.Framing[] framings = Script.Framing.values();
        return new Script(framings[random.nextInt(framings.length)], random.nextInt(3), steps);
    }

    private static Step step(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> new Step.Write(SIZES[random.nextInt(SIZES.length)], random.nextInt(3) > 0);
            case 3, 4 -> new Step.Request(DEMANDS[random.nextInt(DEMANDS.length)]);
            default -> new Step.Pause(random.nextInt(LONGEST_PAUSE));
        };
    }

    /** Where it stands, what the server would write later is not written. */
    private static Step end(RandomGenerator random) {
        int chance = random.nextInt(6);
        return new Step.End(chance < 4 ? Step.Finish.PROPERLY : chance == 4 ? Step.Finish.BY_FIN : Step.Finish.BY_RST);
    }
}
