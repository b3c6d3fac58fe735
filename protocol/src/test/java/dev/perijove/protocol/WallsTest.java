package dev.perijove.protocol;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between the packages of this module. */
class WallsTest {
  private static final String HERE = "dev.perijove.protocol";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(HERE);

  static Stream<ArchRule> walls() {
    return Stream.of(
        packageOf("content")
            .should()
            .onlyDependOnClassesThat(
                resideInAPackage(HERE + ".content")
                    .or(jdk())
                    .or(resideInAnyPackage("org.jspecify.."))
                    .or(
                        resideInAnyPackage(
                            "com.fasterxml.jackson.annotation", "tools.jackson.databind.node"))
                    .or(named("tools.jackson.databind.JsonNode")))
            .because("contents are data: they know JSON trees, and nothing of how they travel"),
        packageOf("")
            .should()
            .onlyDependOnClassesThat(ours(HERE, HERE + ".content").or(notOurs()))
            .because("a message knows its content and nothing of its wire"),
        packageOf("wire")
            .should()
            .onlyDependOnClassesThat(ours(HERE, HERE + ".content", HERE + ".wire").or(notOurs()))
            .because("frames and messages become each other without a socket"),
        packageOf("zmq")
            .should()
            .onlyDependOnClassesThat(
                ours(HERE, HERE + ".wire", HERE + ".connection", HERE + ".zmq").or(notOurs()))
            .because("sockets carry frames and know no contents"),
        noClasses()
            .that()
            .resideOutsideOfPackage(HERE + ".zmq")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.zeromq..", "zmq..", HERE + ".zmq")
            .because("sockets are in one leaf package, which nobody here needs"),
        noClasses()
            .should()
            .dependOnClassesThat(not(notOurs()).and(not(resideInAPackage(HERE + ".."))))
            .because("this module knows no other of ours"),
        slices().matching(HERE + ".(*)..").should().beFreeOfCycles(),
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS,
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS,
        noClasses().should().callMethod(System.class, "exit", int.class),
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper"),
        classes().should(beInANullMarkedPackage()));
  }

  @ParameterizedTest
  @MethodSource("walls")
  void a_wall_stands(ArchRule wall) {
    wall.check(CLASSES);
  }

  private static GivenClassesConjunction packageOf(String name) {
    return classes().that().resideInAPackage(name.isEmpty() ? HERE : HERE + "." + name);
  }

  private static DescribedPredicate<JavaClass> ours(String... packages) {
    return resideInAnyPackage(packages);
  }

  private static DescribedPredicate<JavaClass> notOurs() {
    return not(resideInAPackage("dev.perijove.."));
  }

  private static DescribedPredicate<JavaClass> jdk() {
    return resideInAPackage("java..");
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(name, type -> type.getName().equals(name));
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
