package dev.pinwheel.etcd.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The arrows between the rooms of the house: adapters → api, core → api, embedded → nothing of ours, and nothing points
 * at an adapter.
 */
class ArchitectureTest {
    private static final String OURS = "dev.pinwheel.etcd..";
    private static final String CORE = "dev.pinwheel.etcd.core..";
    private static final String EMBEDDED = "dev.pinwheel.etcd.embedded..";
    private static final String ADAPTERS = "dev.pinwheel.etcd.transport..";
    private static final String EXAMPLES = "dev.pinwheel.etcd.examples..";
    private static final String[] API = {"dev.pinwheel.etcd", "dev.pinwheel.etcd.keys..", "dev.pinwheel.etcd.spi.."};

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pinwheel.etcd");

    @Test
    void everyRoomIsThere() {
        for (String room : new String[] {
            "",
            ".keys",
            ".spi",
            ".core.failover",
            ".core.dispatch",
            ".core.keys",
            ".core.client",
            ".embedded",
            ".transport.jetty",
            ".examples"
        }) {
            assertThat(classes.containPackage("dev.pinwheel.etcd" + room))
                    .as("dev.pinwheel.etcd" + room)
                    .isTrue();
        }
    }

    @TestFactory
    Stream<DynamicTest> arrows() {
        return Stream.of(
                        noClasses()
                                .that()
                                .resideInAnyPackage(API)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(CORE, EMBEDDED, ADAPTERS, EXAMPLES)
                                .as("the API depends on nothing of ours"),
                        noClasses()
                                .that()
                                .resideInAnyPackage(API)
                                .should()
                                .dependOnClassesThat()
                                .resideOutsideOfPackages(OURS, "java..", "javax.net.ssl..", "org.jspecify..")
                                .as("the API depends on the JDK and JSpecify only"),
                        noClasses()
                                .that()
                                .resideInAPackage(CORE)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(EMBEDDED, ADAPTERS, EXAMPLES)
                                .as("the engine depends on the API only"),
                        noClasses()
                                .that()
                                .resideInAPackage(CORE)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("java.net.http..", "org.eclipse.jetty..", "java.nio.channels..")
                                .as("the engine knows no HTTP stack and no socket"),
                        noClasses()
                                .that()
                                .resideInAPackage("dev.pinwheel.etcd.core.failover..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "java.io..",
                                        "java.util.concurrent",
                                        "java.time..",
                                        "dev.pinwheel.etcd.core.dispatch..",
                                        "dev.pinwheel.etcd.core.keys..",
                                        "dev.pinwheel.etcd.core.client..")
                                .as("failover is pure: no I/O, no clock, no threads"),
                        noClasses()
                                .that()
                                .resideInAPackage("dev.pinwheel.etcd.core.dispatch..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("dev.pinwheel.etcd.core.keys..", "dev.pinwheel.etcd.core.client..")
                                .as("nothing below dispatch knows a key"),
                        noClasses()
                                .that()
                                .resideInAPackage(EMBEDDED)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(CORE, ADAPTERS, EXAMPLES, API[0], API[1], API[2])
                                .as("the embedded cluster depends on nothing of ours"),
                        noClasses()
                                .that()
                                .resideInAPackage(ADAPTERS)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        CORE, EMBEDDED, EXAMPLES, "dev.pinwheel.etcd", "dev.pinwheel.etcd.keys..")
                                .as("adapters see the SPI only"),
                        noClasses()
                                .that()
                                .resideOutsideOfPackage(ADAPTERS)
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(ADAPTERS)
                                .as("nothing points at an adapter"),
                        noClasses()
                                .that()
                                .resideOutsideOfPackage(EXAMPLES)
                                .should()
                                .dependOnClassesThat()
                                .haveFullyQualifiedName("java.lang.reflect.Method")
                                .as("no reflection"),
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(EXAMPLES, "dev.pinwheel.etcd.embedded.command..")
                                .should()
                                .accessField(System.class, "out")
                                .orShould()
                                .accessField(System.class, "err")
                                .as("a library prints nothing"),
                        slices().matching("dev.pinwheel.etcd.core.(*)..")
                                .should()
                                .beFreeOfCycles())
                .map(this::test);
    }

    private DynamicTest test(ArchRule rule) {
        return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes));
    }
}
