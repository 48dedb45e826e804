package dev.pinwheel.etcd.tck;

import dev.pinwheel.etcd.spi.Capability;
import dev.pinwheel.etcd.spi.TransportFactory;
import dev.pinwheel.etcd.tck.bench.Patience;
import dev.pinwheel.etcd.tck.certification.Certification;
import dev.pinwheel.etcd.tck.certification.Needs;
import dev.pinwheel.etcd.tck.certification.OnCaller;
import dev.pinwheel.etcd.tck.certification.Settings;
import dev.pinwheel.etcd.tck.chapter.BodyChapter;
import dev.pinwheel.etcd.tck.chapter.CallerChapter;
import dev.pinwheel.etcd.tck.chapter.CancelChapter;
import dev.pinwheel.etcd.tck.chapter.CloseChapter;
import dev.pinwheel.etcd.tck.chapter.ConnectionChapter;
import dev.pinwheel.etcd.tck.chapter.DemandChapter;
import dev.pinwheel.etcd.tck.chapter.FactoryChapter;
import dev.pinwheel.etcd.tck.chapter.FailureChapter;
import dev.pinwheel.etcd.tck.chapter.HeadChapter;
import dev.pinwheel.etcd.tck.chapter.Http2Chapter;
import dev.pinwheel.etcd.tck.chapter.ScaleChapter;
import dev.pinwheel.etcd.tck.chapter.ScriptChapter;
import dev.pinwheel.etcd.tck.chapter.SignalsChapter;
import dev.pinwheel.etcd.tck.chapter.SilenceChapter;
import dev.pinwheel.etcd.tck.chapter.TlsChapter;
import dev.pinwheel.etcd.tck.chapter.WireChapter;
import dev.pinwheel.etcd.tck.rule.Rule;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Certifies a transport against the rules T of the contract: extend it, name the factory, run it with JUnit 5.
 *
 * <pre>{@code
 * class MyTransportTest extends TransportTck {
 *     MyTransportTest() {
 *         skip("T7.4", "the stack has no hook to look at a pooled connection");
 *     }
 *
 *     @Override
 *     protected TransportFactory factory() {
 *         return new MyTransportFactory();
 *     }
 * }
 * }</pre>
 *
 * <p>The names of chapters and tests, and the messages of failures, begin with the number of a rule; a message also
 * says what to check. At the end stands a report, {@code target/etcd-tck/<name>.md}: rule by rule, whether the
 * transport keeps it. Capabilities that the factory does not declare are not tried.
 *
 * <p>Needs JUnit 5 and nothing else; its servers stand on the JDK's sockets, on loopback.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.ClassName.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
public abstract class TransportTck {
    @RegisterExtension
    @SuppressWarnings("this-escape") // The settings are asked for before the first test, when a subclass is complete.
    private final Certification certification = new Certification(this::settings);

    private final Map<Rule, String> skips = new EnumMap<>(Rule.class);

    /** For subclasses; the place to {@link #skip} rules. */
    protected TransportTck() {
        // Nothing to prepare.
    }

    /**
     * What to certify.
     *
     * @return a factory; asked for once
     */
    protected abstract TransportFactory factory();

    /**
     * Leaves out every test that tries a rule; the report shows it. Without a required rule the transport is not
     * compliant.
     *
     * @param rule its number, such as "T7.4"
     * @param reason for the report
     * @throws IllegalArgumentException if there is no such rule, or the reason is blank
     */
    protected final void skip(String rule, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason for skipping " + rule + " is blank; say why");
        }
        skips.put(Rule.of(rule), reason);
    }

    /**
     * How much longer than on a common machine tests wait for what must come; a sound transport is never judged by its
     * speed.
     *
     * @return by default the system property {@code etcd.tck.timeFactor}, or 1
     */
    protected double timeFactor() {
        return Double.parseDouble(System.getProperty("etcd.tck.timeFactor", "1"));
    }

    /**
     * Whether to try 10,000 silent exchanges too (T7.2), which takes 21,000 file handles.
     *
     * @return by default the system property {@code etcd.tck.scale}, or false
     */
    protected boolean scale() {
        return Boolean.getBoolean("etcd.tck.scale");
    }

    /**
     * Where the random scripts begin; a failure prints it.
     *
     * @return by default the system property {@code etcd.tck.seed}, or another one each time
     */
    protected long seed() {
        return Long.getLong("etcd.tck.seed", System.nanoTime());
    }

    /**
     * Where the report goes.
     *
     * @return by default {@code target/etcd-tck}
     */
    protected Path reports() {
        return Path.of("target", "etcd-tck");
    }

    private Settings settings() {
        return new Settings(factory(), new Patience(timeFactor()), scale(), seed(), Map.copyOf(skips), reports());
    }

    @Nested
    class T1_Factory extends FactoryChapter {}

    @Nested
    class T2_Signals extends SignalsChapter {}

    @Nested
    @Needs(Capability.CALLER_RUNS)
    @OnCaller
    class T2_8_OnCaller {

        @Nested
        class T2_8_Caller extends CallerChapter {}

        @Nested
        class T3_Head extends HeadChapter {}

        @Nested
        class T3_Demand extends DemandChapter {}

        @Nested
        class T3_Body extends BodyChapter {}

        @Nested
        class T4_Cancel extends CancelChapter {}

        @Nested
        class T4_Close extends CloseChapter {}

        @Nested
        class T5_Failure extends FailureChapter {}

        @Nested
        class T5_Tls extends TlsChapter {}

        @Nested
        class T6_Wire extends WireChapter {}

        @Nested
        class T6_Connection extends ConnectionChapter {}
    }

    @Nested
    class T3_Head extends HeadChapter {}

    @Nested
    class T3_Demand extends DemandChapter {}

    @Nested
    class T3_Body extends BodyChapter {}

    @Nested
    class T4_Cancel extends CancelChapter {}

    @Nested
    class T4_Close extends CloseChapter {}

    @Nested
    class T5_Failure extends FailureChapter {}

    @Nested
    class T5_Tls extends TlsChapter {}

    @Nested
    class T6_Wire extends WireChapter {}

    @Nested
    class T6_Connection extends ConnectionChapter {}

    @Nested
    class T6_Silence extends SilenceChapter {}

    @Nested
    class T7_Scale extends ScaleChapter {}

    @Nested
    class T2_T3_Scripts extends ScriptChapter {}

    @Nested
    @Needs(Capability.HTTP2)
    class T3_to_T7_Http2 extends Http2Chapter {}
}
