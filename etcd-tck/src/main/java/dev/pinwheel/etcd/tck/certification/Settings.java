package dev.pinwheel.etcd.tck.certification;

import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.rule.Rule;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an implementer has set.
 *
 * @param factory makes what is tested
 * @param patience how long tests wait
 * @param scale whether the tests under the tag "scale" run
 * @param seed of the random scripts
 * @param skips the rules that are left out, with reasons
 * @param reports where the report goes
 */
public record Settings(
        TransportFactory factory, Patience patience, boolean scale, long seed, Map<Rule, String> skips, Path reports) {}
