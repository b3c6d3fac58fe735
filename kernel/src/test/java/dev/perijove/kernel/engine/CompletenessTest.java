package dev.perijove.kernel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whether code is ready to run, and how the next line begins. */
class CompletenessTest {

  private static final Notebook NOTEBOOK = Notebook.open();

  @AfterContainer
  static void close() {
    NOTEBOOK.close();
  }

  @Example
  void code_that_can_run_is_complete() {
    for (String code :
        new String[] {
          "",
          "1 + 1",
          "int x = 5",
          "class A { }",
          "x\ny",
          "// note",
          "if (true) { }",
          "f()",
          "import java.util.*",
          "\"text\"",
          "int f() { return 1; }\nf()",
          "for (int i = 0; i < 3; i++) { }\n"
        }) {
      assertThat(of(code)).as(code).isEqualTo(new Completeness(Completeness.Status.COMPLETE, ""));
    }
  }

  @Example
  void code_that_needs_more_is_incomplete() {
    for (String code :
        new String[] {
          "if (true) {",
          "class A {",
          "f(",
          "int x =",
          "1 +",
          "\"\"\"\ntext",
          "/* note",
          "int f()",
          "class A",
          "for (;;)",
          "x = 1;\nwhile (x > 0) {\n  x--;",
          "try { }",
          "new",
          "a."
        }) {
      assertThat(of(code).status()).as(code).isEqualTo(Completeness.Status.INCOMPLETE);
    }
  }

  @Example
  void code_that_no_further_line_could_mend_is_invalid() {
    for (String code :
        new String[] {
          "}",
          "\"open",
          "f())",
          "int x = 5 }",
          "package a;",
          "#",
          "int 7 = seven;",
          "class { }",
          "5 +* 3;",
          "for (int i=0 i<3;i++) { }"
        }) {
      assertThat(of(code).status()).as(code).isEqualTo(Completeness.Status.INVALID);
    }
  }

  @Example
  void the_next_line_is_indented_as_deep_as_the_open_brackets_ask() {
    assertThat(of("if (true) {").indent()).isEqualTo("    ");
    assertThat(of("class A {\n    int f() {").indent()).isEqualTo("        ");
    assertThat(of("class A {\n\tint f() {\n\t\treturn \"{\";").indent()).isEqualTo("\t\t");
    assertThat(of("class A {\n    int f;\n").indent()).isEqualTo("    ");
    assertThat(of("f(1,").indent()).isEqualTo("    ");
    assertThat(of("} else {").indent()).isEqualTo("");
  }

  @Property(tries = 200)
  void any_text_has_an_answer(@ForAll("texts") String code) {
    assertThat(of(code).status()).isNotNull();
  }

  @Property(tries = 200)
  void any_part_of_a_real_cell_has_an_answer(@ForAll("partsOfCells") String code) {
    assertThat(of(code).status()).isNotNull();
  }

  private static Completeness of(String code) {
    return NOTEBOOK.engine().completeness(code);
  }

  @Provide
  Arbitrary<String> texts() {
    return JavaTexts.any();
  }

  @Provide
  Arbitrary<String> partsOfCells() {
    return JavaTexts.partsOfCells();
  }
}
