package dev.pinwheel.etcd.tck.script;

import dev.pinwheel.etcd.tck.script.Step.Finish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One exchange, from both sides.
 *
 * @param framing how the server marks the end of the body
 * @param demandInside how many chunks are asked for inside each onData; zero for none
 * @param steps one after the other
 */
record Script(Framing framing, int demandInside, List<Step> steps) {

    /** How a body is delimited. */
    enum Framing {
        LENGTH,
        CHUNKED,
        CLOSE
    }

    Script {
        steps = List.copyOf(steps);
    }

    /** How the server ends it, if it does. */
    Optional<Finish> finish() {
        return steps.stream()
                .filter(Step.End.class::isInstance)
                .map(step -> ((Step.End) step).how())
                .findFirst();
    }

    boolean has(Class<? extends Step> kind) {
        return steps.stream().anyMatch(kind::isInstance);
    }

    /** What the server sends before it ends. */
    int length() {
        return steps.stream()
                .takeWhile(step -> !(step instanceof Step.End))
                .filter(Step.Write.class::isInstance)
                .mapToInt(step -> ((Step.Write) step).bytes())
                .sum();
    }

    /** The head that the server sends first; it announces more than comes, unless the server ends properly. */
    String head() {
        int announced = length() + (finish().equals(Optional.of(Finish.PROPERLY)) ? 0 : 1);
        return "HTTP/1.1 200 OK\r\n"
                + switch (framing) {
                    case LENGTH -> "Content-Length: " + announced + "\r\n\r\n";
                    case CHUNKED -> "Transfer-Encoding: chunked\r\n\r\n";
                    case CLOSE -> "\r\n";
                };
    }

    /** All scripts that are a little simpler, the simplest first. */
    Stream<Script> simpler() {
        Stream<Script> halves = steps.size() < 4
                ? Stream.empty()
                : Stream.of(
                        with(steps.subList(steps.size() / 2, steps.size())), with(steps.subList(0, steps.size() / 2)));
        Stream<Script> shorter = IntStream.range(0, steps.size()).mapToObj(this::without);
        Stream<Script> quieter = demandInside == 0 ? Stream.empty() : Stream.of(new Script(framing, 0, steps));
        Stream<Script> plainer =
                framing == Framing.LENGTH ? Stream.empty() : Stream.of(new Script(Framing.LENGTH, demandInside, steps));
        Stream<Script> smaller = IntStream.range(0, steps.size())
                .boxed()
                .flatMap(i -> steps.get(i).smaller().stream().map(step -> replacing(i, step)));
        return Stream.of(halves, shorter, quieter, plainer, smaller).flatMap(scripts -> scripts);
    }

    private Script replacing(int index, Step step) {
        List<Step> others = new ArrayList<>(steps);
        others.set(index, step);
        return with(others);
    }

    private Script without(int index) {
        return with(IntStream.range(0, steps.size())
                .filter(i -> i != index)
                .mapToObj(steps::get)
                .toList());
    }

    private Script with(List<Step> others) {
        return new Script(framing, demandInside, others);
    }

    /** The script as one reads it, a line a step. */
    @Override
    public String toString() {
        return framing + ", in onData request(" + demandInside + ")"
                + steps.stream().map(step -> "\n    " + step).collect(Collectors.joining());
    }
}
