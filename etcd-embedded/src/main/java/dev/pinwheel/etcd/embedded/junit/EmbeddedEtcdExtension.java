package dev.pinwheel.etcd.embedded.junit;

import dev.pinwheel.etcd.embedded.EmbeddedEtcd;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit 5 tests an embedded cluster: one for all tests of a class when it is registered in a static field or by
 * {@code @ExtendWith}, one for each test when it is registered in an instance field.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EmbeddedEtcdExtension etcd = EmbeddedEtcdExtension.withMembers(3);
 *
 * @Test
 * void aMemberDies(EmbeddedEtcd cluster) { // the same as etcd.cluster()
 *     cluster.members().get(0).kill();
 * }
 * }</pre>
 *
 * <p>The cluster is closed after the tests that it was started for. Where tests share one, each begins without faults
 * and with an empty journal; keys, members and whatever else is changed stay as the test before left them.
 *
 * <p>Not for tests that run in parallel and share one field; otherwise safe for use by many threads.
 */
public final class EmbeddedEtcdExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final String CLUSTER = "cluster";

    private final int members;
    private final AtomicReference<@Nullable EmbeddedEtcd> current = new AtomicReference<>();

    /** One member, as for {@code @ExtendWith(EmbeddedEtcdExtension.class)}. */
    public EmbeddedEtcdExtension() {
        this(1);
    }

    private EmbeddedEtcdExtension(int members) {
        this.members = members;
    }

    /**
     * A cluster of some members.
     *
     * @param count how many, at least 1; anything less fails the tests when they begin
     * @return the extension, to be kept in a field with {@code @RegisterExtension}
     */
    public static EmbeddedEtcdExtension withMembers(int count) {
        return new EmbeddedEtcdExtension(count);
    }

    /**
     * The cluster of the running test.
     *
     * @return the cluster
     * @throws IllegalStateException if no test is running
     */
    public EmbeddedEtcd cluster() {
        return Optional.ofNullable(current.get())
                .orElseThrow(
                        () -> new IllegalStateException(
                                "no cluster runs: annotate the field with @RegisterExtension, and ask in a test or @BeforeEach"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        EmbeddedEtcd shared = store(context).get(CLUSTER, EmbeddedEtcd.class);
        if (shared == null) {
            start(context);
        } else {
            shared.faults().clear();
            shared.journal().clear();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stop(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedEtcd.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cluster();
    }

    private void start(ExtensionContext context) {
        EmbeddedEtcd cluster = EmbeddedEtcd.start(members);
        store(context).put(CLUSTER, cluster);
        current.set(cluster);
    }

    /** Closes what was started for this very context, and not what belongs to the class around it. */
    private void stop(ExtensionContext context) {
        EmbeddedEtcd started = store(context).remove(CLUSTER, EmbeddedEtcd.class);
        if (started != null) {
            started.close();
            current.compareAndSet(started, null);
        }
    }

    private ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(EmbeddedEtcdExtension.class, this));
    }
}
