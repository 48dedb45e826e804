package dev.pinwheel.etcd.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.keys.WatchEvent;
import dev.pinwheel.etcd.keys.WatchOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;
import org.testng.annotations.AfterClass;

/** The publisher of watches by the rules of reactive streams, as their own kit tells them. */
class WatchPublisherTckTest {

    /** What the kit tries. */
    public static final class Verification extends FlowPublisherVerification<WatchEvent> {
        private final ScriptedTransport transport = new ScriptedTransport().onAny(WatchScripts::endless);
        private final ScriptedTransport dead = new ScriptedTransport();
        private final EtcdClient client = ScriptedClients.abc(transport);
        private final EtcdClient failing = ScriptedClients.abc(dead);

        public Verification() {
            super(new TestEnvironment(1_000, 200), 500);
        }

        @Override
        public Flow.Publisher<WatchEvent> createFlowPublisher(long elements) {
            return client.async().keys().watch("/foo", WatchOptions.none());
        }

        @Override
        public Flow.Publisher<WatchEvent> createFailedFlowPublisher() {
            return failing.async().keys().watch("/foo");
        }

        @Override
        public long maxElementsFromPublisher() {
            return publisherUnableToSignalOnComplete();
        }

        @AfterClass
        public void close() {
            client.close();
            failing.close();
        }
    }

    @Test
    void thePublisher_keepsTheRulesOfReactiveStreams() {
        List<String> failures = new ArrayList<>();
        List<String> passed = new ArrayList<>();
        TestNG kit = new TestNG(false);
        kit.setTestClasses(new Class<?>[] {Verification.class});
        kit.setVerbose(0);
        kit.addListener(new ITestListener() {
            @Override
            public void onTestSuccess(ITestResult result) {
                passed.add(result.getName());
            }

            @Override
            public void onTestFailure(ITestResult result) {
                failures.add(result.getName() + ": " + result.getThrowable());
            }
        });

        kit.run();

        assertThat(failures).isEmpty();
        assertThat(passed).as("the rest is for publishers that complete").hasSizeGreaterThanOrEqualTo(20);
    }
}
