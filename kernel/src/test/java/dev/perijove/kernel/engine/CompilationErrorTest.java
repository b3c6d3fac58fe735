package dev.perijove.kernel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads when a cell does not compile. */
class CompilationErrorTest {

  private static final Notebook NOTEBOOK = Notebook.open();

  @AfterAll
  static void close() {
    NOTEBOOK.close();
  }

  @Test
  void points_at_the_line_of_the_cell_with_a_caret_under_the_place() {
    CellError error = NOTEBOOK.fails("int fine = 1;\n\nint wrong =  \"text\";");

    assertThat(error.name()).isEqualTo("CompilationError");
    assertThat(error.value()).isEqualTo("incompatible types: String cannot be converted to int");
    assertThat(Notebook.plain(error))
        .isEqualTo(
            """
            CompilationError: incompatible types: String cannot be converted to int
              at Cell In[%d], line 3
                int wrong =  "text";
                             ^^^^^^"""
                .formatted(NOTEBOOK.number()));
  }

  @Test
  void a_single_error_says_nothing_twice() {
    assertThat(Notebook.plain(NOTEBOOK.fails("absent()")))
        .isEqualTo(
            """
            CompilationError: cannot find symbol: method absent()
              at Cell In[%d], line 1
                absent()
                ^^^^^^"""
                .formatted(NOTEBOOK.number()));
    assertThat(Notebook.plain(NOTEBOOK.fails("\"a\".absent()")))
        .containsOnlyOnce("cannot find symbol")
        .contains("  location: class String");
  }

  @Test
  void the_caret_stands_under_the_place_after_a_surrogate_pair_and_a_tab() {
    CellError error = NOTEBOOK.fails("{\n\tvar s = \"😀\"; s.nix();\n}");

    assertThat(Notebook.plain(error))
        .contains("    \tvar s = \"😀\"; s.nix();\n    \t              ^^^^");
  }

  @Test
  void a_missing_import_is_named() {
    assertThat(Notebook.plain(NOTEBOOK.fails("new AtomicLong(3)")))
        .contains("missing an import? import java.util.concurrent.atomic.AtomicLong;");
  }

  @Test
  void a_variable_whose_type_is_unknown_is_an_error_and_not_a_promise() {
    CellError error = NOTEBOOK.fails("AtomicLong counter = new AtomicLong(3);");

    assertThat(error.value()).startsWith("cannot find symbol: class AtomicLong");
    assertThat(Notebook.plain(NOTEBOOK.fails("counter")))
        .contains("cannot find symbol: variable counter");
  }

  @Test
  void using_a_method_that_still_lacks_something_names_both_places() {
    NOTEBOOK.run("int needy(int n) {\n  return absent(n);\n}");
    int declared = NOTEBOOK.number();

    CellError error = NOTEBOOK.fails("int a = 1;\nneedy(a)");

    assertThat(error.value())
        .isEqualTo("method needy(int) needs method absent(int), not defined so far");
    assertThat(Notebook.plain(error))
        .contains("at Cell In[" + NOTEBOOK.number() + "], line 2\n    needy(a)")
        .contains(
            "at Cell In[" + declared + "], line 2\n      return absent(n);\n             ^^^^^^");
  }

  @Test
  void several_errors_are_all_shown() {
    String traceback =
        Notebook.plain(NOTEBOOK.fails("void two() {\n  int a = \"x\";\n  String b = 5;\n}"));

    assertThat(traceback).contains("(and 1 more)").contains("line 2").contains("line 3");
  }

  @Test
  void no_more_errors_are_shown_than_a_person_reads() {
    String body = "  int %s = \"x\";\n";
    StringBuilder cell = new StringBuilder("void many() {\n");
    for (int i = 0; i < 40; i++) {
      cell.append(body.formatted("v" + i));
    }

    String traceback = Notebook.plain(NOTEBOOK.fails(cell + "}"));

    assertThat(traceback).contains("line 11").doesNotContain("line 12").contains("and 30 more");
  }

  @Test
  void a_cell_with_a_syntax_error_runs_nothing() {
    NOTEBOOK.run("int touched = 0;");

    NOTEBOOK.fails("touched = 1;\nint broken = = 2;");

    assertThat(NOTEBOOK.shows("touched")).isEqualTo("0");
  }

  @Test
  void what_compiles_before_an_error_of_meaning_has_run() {
    NOTEBOOK.run("int reached = 0;");

    NOTEBOOK.fails("reached = 1;\nnowhere();\nreached = 2;");

    assertThat(NOTEBOOK.shows("reached")).isEqualTo("1");
  }

  @Test
  void a_refused_type_leaves_the_one_it_would_have_replaced_and_its_variables() {
    NOTEBOOK.run(
        "class Kept { int v = 1; static Kept one = new Kept(); }\nKept kept = new Kept();");

    CellError error = NOTEBOOK.fails("\nclass Kept {\n  int v = \"text\";\n}");

    assertThat(Notebook.plain(error)).contains("line 3\n      int v = \"text\";\n              ^");
    assertThat(NOTEBOOK.shows("kept.v + new Kept().v")).isEqualTo("2");
  }

  @Test
  void a_type_that_uses_its_former_self_may_replace_it() {
    NOTEBOOK.run("class Former { int v = 1; }\nFormer former = new Former();");

    NOTEBOOK.run("class Former { int v = 2; static Former other() { return former; } }");

    assertThat(NOTEBOOK.shows("new Former().v")).isEqualTo("2");
  }

  @Test
  void a_refused_type_does_not_make_later_variables_objects() {
    NOTEBOOK.fails("record Refused(int x) { int y; }");

    assertThat(NOTEBOOK.shows("var typed = List.of(1);\ntyped.get(0)")).isEqualTo("1");
    assertThat(NOTEBOOK.fails("new Refused(1)").value())
        .isEqualTo("cannot find symbol: class Refused");
    assertThat(NOTEBOOK.shows("record Refused(int x) { }\nnew Refused(1)"))
        .isEqualTo("Refused[x=1]");
  }

  @Test
  void the_names_of_jshells_own_classes_are_not_shown() {
    NOTEBOOK.run("class Mine { }");

    assertThat(Notebook.plain(NOTEBOOK.fails("Mine m = new Mine(); m.gone(); int i = m;")))
        .doesNotContain("REPL")
        .doesNotContain("$JShell$");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "}",
        "\"open",
        "/* open",
        "\"\"\"\nopen",
        "'ab'",
        "int x = ;",
        "foo(",
        "class {",
        "package a.b;",
        "\u0000",
        "\\",
        "#",
        "int enum = 1;",
        "String u = \"\\uZZZZ\";",
        "goto x;",
        "var v;",
        "int big = 99999999999;",
        "import nowhere.at.All;",
        "if (true)",
        "else { }",
        "case 1:",
        "@",
        "int synchronized f() { }",
        "x -> x",
        "yield 3;",
        "this",
        "super.toString()",
        "break;",
        "a b c d",
        "1 +",
        "(((((",
        "))))",
        "=",
        "int[] = 3;",
        "new",
        "new Foo",
        "throw",
        "try { }"
      })
  void nonsense_is_an_error_with_a_place(String cell) {
    CellError error = NOTEBOOK.fails(cell);

    assertThat(error.name()).isEqualTo("CompilationError");
    assertThat(error.value()).isNotBlank();
    assertThat(Notebook.plain(error)).contains("at Cell In[" + NOTEBOOK.number() + "], line 1");
  }
}
