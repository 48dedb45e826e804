package dev.pinwheel.etcd.examples;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
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
    private static final String TCK = "dev.pinwheel.etcd.tck..";
    private static final String SPI = "dev.pinwheel.etcd.spi..";
    private static final String[] FOR_USERS = {
        "dev.pinwheel.etcd",
        "dev.pinwheel.etcd.auth..",
        "dev.pinwheel.etcd.keys..",
        "dev.pinwheel.etcd.members..",
        "dev.pinwheel.etcd.stats.."
    };
    private static final String[] API =
            Stream.concat(Stream.of(FOR_USERS), Stream.of(SPI)).toArray(String[]::new);

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pinwheel.etcd");

    @Test
    void everyRoomIsThere() {
        for (String room : new String[] {
            "",
            ".auth",
            ".keys",
            ".members",
            ".spi",
            ".stats",
            ".core.failover",
            ".core.dispatch",
            ".core.auth",
            ".core.call",
            ".core.cluster",
            ".core.codec",
            ".core.curl",
            ".core.keys",
            ".core.members",
            ".core.stats",
            ".core.watch",
            ".core.client",
            ".embedded",
            ".transport.apache",
            ".transport.okhttp",
            ".transport.jetty",
            ".tck",
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
                                .resideInAnyPackage(CORE, EMBEDDED, ADAPTERS, TCK, EXAMPLES)
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
                                .resideInAnyPackage(EMBEDDED, ADAPTERS, TCK, EXAMPLES)
                                .as("the engine depends on the API only"),
                        noClasses()
                                .that()
                                .resideInAPackage(CORE)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "java.net.http..",
                                        "org.apache.hc..",
                                        "okhttp3..",
                                        "org.eclipse.jetty..",
                                        "java.nio.channels..")
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
                                .resideInAnyPackage(
                                        "dev.pinwheel.etcd.core.auth..",
                                        "dev.pinwheel.etcd.core.client..",
                                        "dev.pinwheel.etcd.core.codec..",
                                        "dev.pinwheel.etcd.core.keys..",
                                        "dev.pinwheel.etcd.core.members..",
                                        "dev.pinwheel.etcd.core.stats..")
                                .as("nothing below dispatch knows a key"),
                        noClasses()
                                .that()
                                .resideInAPackage(EMBEDDED)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(with(API, CORE, ADAPTERS, TCK, EXAMPLES))
                                .as("the embedded cluster depends on nothing of ours"),
                        noClasses()
                                .that()
                                .resideInAPackage(ADAPTERS)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(with(FOR_USERS, CORE, EMBEDDED, TCK, EXAMPLES))
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
                                .callMethodWhere(
                                        target(owner(belongToAnyOf(Method.class, Constructor.class, Field.class))))
                                .as("no reflection"),
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(EXAMPLES, TCK, "dev.pinwheel.etcd.embedded.command..")
                                .should()
                                .accessField(System.class, "out")
                                .orShould()
                                .accessField(System.class, "err")
                                .as("a library prints nothing, but for the verdict of a certification"),
                        slices().matching("dev.pinwheel.etcd.core.(*)..")
                                .should()
                                .beFreeOfCycles())
                .map(this::test);
    }

    private static String[] with(String[] packages, String... more) {
        return Stream.concat(Stream.of(packages), Stream.of(more)).toArray(String[]::new);
    }

    private DynamicTest test(ArchRule rule) {
        return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes));
    }
}
