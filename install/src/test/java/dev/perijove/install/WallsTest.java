package dev.perijove.install;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between the packages of this module. */
class WallsTest {
  private static final String HERE = "dev.perijove.install";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(HERE);

  static Stream<ArchRule> walls() {
    return Stream.of(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.perijove.kernel..", "dev.perijove.gateway..")
            .because("kernel and server are started by their jars"),
        noClasses()
            .that()
            .resideOutsideOfPackage(HERE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..")
            .because("only the command itself reads a command line"),
        noClasses()
            .that()
            .resideInAPackage(HERE + ".client")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HERE + ".kernelspec", HERE + ".doctor", HERE + ".jdk")
            .because("a client talks to any kernel and any server"),
        noClasses()
            .that()
            .resideOutsideOfPackage(HERE + ".client")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.perijove.protocol.wire", "dev.perijove.protocol.zmq")
            .because("messages and sockets are the client's"),
        slices().matching(HERE + ".(*)..").should().beFreeOfCycles(),
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS,
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS,
        noClasses()
            .that()
            .doNotHaveSimpleName("PerijoveCommand")
            .should()
            .callMethod(System.class, "exit", int.class),
        classes().should(beInANullMarkedPackage()));
  }

  @ParameterizedTest
  @MethodSource("walls")
  void a_wall_stands(ArchRule wall) {
    wall.check(CLASSES);
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(new SimpleConditionEvent(type, marked, type.getFullName()));
      }
    };
  }
}
