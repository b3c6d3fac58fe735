package dev.perijove.kernel;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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

/** Which package of the kernel may know which. */
class ArrowsTest {
  private static final String HERE = "dev.perijove.kernel";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(HERE);

  static Stream<ArchRule> arrows() {
    return Stream.of(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.perijove.gateway..", "dev.perijove.install..")
            .because("a kernel is started by whoever likes, and knows none of them"),
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.zeromq..", "zmq..")
            .because("protocol.zmq alone names JeroMQ"),
        only("jdk.jshell..", "engine", "intellisense", "supervise"),
        only("com.sun.jdi..", "debug", "supervise"),
        packageNamed("worker")
            .should()
            .onlyDependOnClassesThat(
                ours("worker", "link", "api").or(outside("dev.perijove", "tools.jackson")))
            .because("the user's process holds as little of ours as can be"),
        packageNamed("link")
            .should()
            .onlyDependOnClassesThat(ours("link").or(outside("dev.perijove", "tools.jackson")))
            .because("the link is all that both processes share"),
        packageNamed("api")
            .should()
            .onlyDependOnClassesThat(ours("api").or(resideInAnyPackage("java..", "org.jspecify..")))
            .because("it lives among the user's libraries"),
        noClasses()
            .that()
            .resideOutsideOfPackage(HERE + ".worker")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HERE + ".worker")
            .because("the front reaches the worker over the link only"),
        noClasses()
            .that()
            .resideInAnyPackage(
                HERE + ".engine",
                HERE + ".intellisense",
                HERE + ".magic",
                HERE + ".history",
                HERE + ".debug")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HERE + ".requests", HERE + ".channels", "dev.perijove.protocol..")
            .because("they know Java, and nothing of messages"),
        noClasses()
            .that()
            .resideInAPackage(HERE + ".channels")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HERE + ".requests", HERE + ".engine", HERE + ".supervise")
            .because("sockets know messages, and not what they ask for"),
        noClasses()
            .that()
            .resideInAPackage(HERE + ".engine")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HERE + ".supervise")
            .because("the engine is given where snippets run"),
        noClasses()
            .that()
            .resideOutsideOfPackage(HERE + ".front")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HERE + ".front")
            .because("front wires all and is named by none"),
        slices().matching(HERE + ".(*)..").should().beFreeOfCycles(),
        nobodyPrintsOrExits(),
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS,
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
  @MethodSource("arrows")
  void an_arrow_points_one_way(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static ArchRule only(String library, String... packages) {
    String[] allowed = Stream.of(packages).map(name -> HERE + "." + name).toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  /** The entry points print why they cannot start; the worker prints what user code prints. */
  private static ArchRule nobodyPrintsOrExits() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(HERE + ".worker")
        .and()
        .haveSimpleNameNotEndingWith("Main")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class);
  }

  private static GivenClassesConjunction packageNamed(String name) {
    return classes().that().resideInAPackage(HERE + "." + name);
  }

  private static DescribedPredicate<JavaClass> ours(String... names) {
    return describe(
        "in " + String.join(", ", names),
        type -> Stream.of(names).anyMatch(name -> type.getPackageName().equals(HERE + "." + name)));
  }

  private static DescribedPredicate<JavaClass> outside(String... prefixes) {
    return describe(
        "outside " + String.join(", ", prefixes),
        type -> Stream.of(prefixes).noneMatch(type.getPackageName()::startsWith));
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
