package dev.pinwheel.etcd.tck.failover;

import dev.pinwheel.etcd.tck.failover.Step.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What happens to a cluster and what a client does meanwhile.
 *
 * @param shuffle seeds the order of the client's endpoints
 * @param steps one after the other
 */
record Script(long shuffle, List<Step> steps) {
    private static final List<Verb> VERBS = List.of(Verb.values());
    private static final List<Trouble> TROUBLES = List.of(Trouble.values());
    private static final int MEMBERS = 3;
    private static final int MOST_STEPS = 14;
    private static final int MOST_AT_ONCE = 4;

    Script {
        steps = List.copyOf(steps);
    }

    /** A script by chance: somewhat more calls than faults. */
    static Script draw(RandomGenerator random) {
        List<Step> steps = new ArrayList<>();
        for (int i = 2 + random.nextInt(MOST_STEPS - 1); i > 0; i--) {
            steps.add(step(random));
        }
        return new Script(random.nextLong(), steps);
    }

    private static Step step(RandomGenerator random) {
        int member = random.nextInt(MEMBERS);
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5, 6 -> new Step.Calls(List.of(verb(random)));
            case 7 ->
                new Step.Calls(Stream.generate(() -> verb(random))
                        .limit(2 + random.nextInt(MOST_AT_ONCE - 1))
                        .toList());
            case 8, 9, 10, 11 -> new Step.Next(member, 1 + random.nextInt(2), trouble(random));
            case 12 -> new Step.Refuse(member);
            case 13 -> new Step.KillOrRestart(member);
            case 14 -> new Step.PauseOrResume(member);
            default -> new Step.Mend();
        };
    }

    private static Verb verb(RandomGenerator random) {
        return VERBS.get(random.nextInt(VERBS.size()));
    }

    private static Trouble trouble(RandomGenerator random) {
        return TROUBLES.get(random.nextInt(TROUBLES.size()));
    }

    /** All scripts that are a little simpler, the simplest first. */
    Stream<Script> simpler() {
        Stream<Script> halves = steps.size() < 4
                ? Stream.empty()
                : Stream.of(
                        with(steps.subList(steps.size() / 2, steps.size())), with(steps.subList(0, steps.size() / 2)));
        Stream<Script> shorter = IntStream.range(0, steps.size()).mapToObj(this::without);
        return Stream.concat(halves, shorter);
    }

    private Script without(int index) {
        return with(IntStream.range(0, steps.size())
                .filter(i -> i != index)
                .mapToObj(steps::get)
                .toList());
    }

    private Script with(List<Step> others) {
        return new Script(shuffle, others);
    }

    /** The script as one reads it, a line a step. */
    @Override
    public String toString() {
        return "endpoints shuffled by " + shuffle
                + steps.stream().map(step -> "\n    " + step).collect(Collectors.joining());
    }
}
