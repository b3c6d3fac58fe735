package dev.perijove.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls between the gateway's rooms. */
class ArrowsTest {
  private static JavaClasses gateway;

  @BeforeAll
  static void read() {
    gateway =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.perijove.gateway");
  }

  @Test
  void the_gateway_knows_neither_kernel_nor_installer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.perijove.kernel..", "dev.perijove.install..")
        .check(gateway);
  }

  @Test
  void netty_is_named_where_sockets_are_and_nowhere_else() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.perijove.gateway.http",
            "dev.perijove.gateway.channels",
            "dev.perijove.gateway.terminals",
            "dev.perijove.gateway.events")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(gateway);
  }

  @Test
  void zeromq_is_named_by_the_protocol_alone() {
    noClasses().should().dependOnClassesThat().resideInAPackage("org.zeromq..").check(gateway);
  }

  @Test
  void managers_know_neither_resources_nor_http() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Manager")
        .should()
        .dependOnClassesThat(
            simpleNameEndingWith("Resource").or(resideInAPackage("dev.perijove.gateway.http..")))
        .check(gateway);
  }

  @Test
  void places_to_run_kernels_are_found_by_the_service_loader_and_named_by_nobody() {
    for (String place : List.of("local", "ssh", "kubernetes")) {
      String room = "dev.perijove.gateway.provision." + place + "..";
      noClasses()
          .that()
          .resideOutsideOfPackage(room)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room)
          .check(gateway);
    }
  }

  @Test
  void the_studio_is_named_by_the_wiring_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.perijove.gateway", "dev.perijove.gateway.studio..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.perijove.gateway.studio..")
        .check(gateway);
  }

  @Test
  void the_wiring_is_named_by_nobody() {
    noClasses()
        .that()
        .resideInAPackage("dev.perijove.gateway.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.perijove.gateway")
        .check(gateway);
  }

  @Test
  void packages_form_no_circles() {
    slices().matching("dev.perijove.(**)").should().beFreeOfCycles().check(gateway);
  }

  @Test
  void only_the_main_class_prints_or_exits() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Main")
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(gateway);
  }

  @Test
  void what_is_thrown_says_what_went_wrong() {
    noClasses().should(THROW_GENERIC_EXCEPTIONS).check(gateway);
  }

  @Test
  void classes_are_named_after_their_job() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .check(gateway);
  }

  @Test
  void every_package_is_null_marked_and_says_its_job() {
    classes().should(liveInANullMarkedPackage()).check(gateway);
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a package that is @NullMarked") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(new SimpleConditionEvent(item, marked, item.getPackageName()));
      }
    };
  }
}
