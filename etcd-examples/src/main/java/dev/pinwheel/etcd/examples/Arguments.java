package dev.pinwheel.etcd.examples;

import java.util.List;
import java.util.Optional;

/**
 * What the quickstart is asked for on its command line.
 *
 * @param endpoints of a cluster that runs; empty for an embedded one
 * @param transport the HTTP stack, if one is chosen
 */
record Arguments(List<String> endpoints, Optional<String> transport) {
    static final String USAGE = "usage: bin/quickstart [--endpoints URL,URL] [--transport NAME]";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if an option is not known, or has no value
     */
    static Arguments parse(String... args) {
        List<String> endpoints = List.of();
        Optional<String> transport = Optional.empty();
        for (int i = 0; i < args.length; i += 2) {
            String option = args[i];
            if (!option.equals("--endpoints") && !option.equals("--transport")) {
                throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("option " + option + " has no value\n" + USAGE);
            }
            if (option.equals("--endpoints")) {
                endpoints = List.of(args[i + 1].split(",", -1));
            } else {
                transport = Optional.of(args[i + 1]);
            }
        }
        return new Arguments(endpoints, transport);
    }
}
