package dev.perijove.kernel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell shows, and what Java a cell may hold. */
class CellValueTest {

  private static final Notebook NOTEBOOK = Notebook.open();

  @BeforeAll
  static void first_cell_pays_for_the_start() {
    assertThat(NOTEBOOK.shows("1 + 1")).isEqualTo("2");
  }

  @AfterAll
  static void close() {
    NOTEBOOK.close();
  }

  static Stream<Arguments> values() {
    return Stream.of(
        arguments("1 + 2", "3"),
        arguments("\"text\"", "\"text\""),
        arguments("null", "null"),
        arguments("new int[] {4, 5}[1]", "5"),
        arguments("List.of(1, 2).stream()\n  .map(x -> x * 2)\n  .toList()", "[2, 4]"),
        arguments("int shown = 4; shown", "4"),
        arguments("int shown2 = 4;\nshown2 // a comment", "4"),
        arguments("import java.util.concurrent.atomic.*\nnew AtomicInteger(3)", "3"),
        arguments("import static java.lang.Math.*;\nmax(1, 2)", "2"),
        arguments("record P(int x, int y) {}\nnew P(1, 2)", "P[x=1, y=2]"),
        arguments("enum Colour { RED, GREEN }\nColour.RED", "RED"),
        arguments(
            "interface Twice { int of(int x); }\nTwice twice = v -> v * 2;\ntwice.of(4)", "8"),
        arguments("<T> T same(T t) { return t; }\nsame(7)", "7"),
        arguments(
            "var map = new HashMap<String, List<Integer>>();\nmap.put(\"a\", List.of(1));\nmap",
            "{a=[1]}"),
        arguments("var anonymous = new Object() { int hidden = 3; };\nanonymous.hidden", "3"),
        arguments("int sum = 0;\nfor (int i : List.of(1, 2)) sum += i;\nsum", "3"),
        arguments("static int once = 3;\npublic int twiceAsMuch = 6;\nonce + twiceAsMuch", "9"),
        arguments("Object o = 3;\no instanceof Integer n && n > 2", "true"),
        arguments("Optional<String> nothing() { return null; }\nnothing()", "null"),
        arguments("@FunctionalInterface interface F { int f(); }\nF f = () -> 1;\nf.f()", "1"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void shows_the_value_of_the_last_expression(String cell, String shown) {
    assertThat(NOTEBOOK.shows(cell)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   \n\t\n",
        "// only a comment",
        "/* only\n a comment */",
        ";",
        "int declared = 1",
        "int assigned; assigned = 2",
        "int grown = 1;\ngrown += 2",
        "int[] cells = {1, 2};\ncells[0] = 7",
        "int hiddenBySemicolon = 4;\nhiddenBySemicolon;",
        "1 + 1; // and a comment",
        "1 + 1;;",
        "List.of(1).forEach(x -> {})",
        "if (1 > 2) { }",
        "for (int i = 0; i < 3; i++) { }",
        "try { throw new Exception(); } catch (Exception expected) { }",
        "switch (3) { case 3 -> { } default -> { } }",
        "label: for (;;) { break label; }",
        "class Silent { }",
        "int silent() { return 1; }",
      })
  void shows_nothing_for_what_is_no_value(String cell) {
    assertThat(NOTEBOOK.run(cell)).isEqualTo(new CellResult.Nothing());
  }

  @Test
  void two_names_on_two_lines_are_two_values_and_declare_nothing() {
    NOTEBOOK.run("int upper = 5; int lower = 7;");

    assertThat(NOTEBOOK.shows("upper\nlower")).isEqualTo("7");
    assertThat(NOTEBOOK.shows("lower")).isEqualTo("7");
  }

  @Test
  void a_new_line_ends_a_statement_where_java_misses_a_semicolon() {
    assertThat(NOTEBOOK.shows("int left = 5\nint right = left + 1\nright")).isEqualTo("6");
  }

  @Test
  void a_name_above_a_call_is_not_the_type_of_a_method() {
    NOTEBOOK.run("int base = 1;\nint uses() { return base + 1; }");

    assertThat(NOTEBOOK.shows("base\nuses()")).isEqualTo("2");
  }

  @Test
  void methods_and_classes_may_come_in_any_order_in_a_cell() {
    String cell =
        """
        int start() { return new Later(helper()).value; }
        int helper() { return 20; }
        class Later extends Base { Later(int v) { value = v + 1; } }
        class Base { int value; }
        start()
        """;

    assertThat(NOTEBOOK.shows(cell)).isEqualTo("21");
  }

  @Test
  void sealed_types_and_records_may_come_in_any_order() {
    String cell =
        """
        sealed interface Shape permits Circle, Square {}
        record Circle(double r) implements Shape {}
        record Square(double a) implements Shape {}
        Shape shape = new Square(2);
        shape
        """;

    assertThat(NOTEBOOK.shows(cell)).isEqualTo("Square[a=2.0]");
  }

  @Test
  void a_method_waits_for_what_a_later_cell_defines() {
    CellResult waiting = NOTEBOOK.run("int early(int n) { return late(n) + 1; }");
    assertThat(waiting.warnings())
        .containsExactly("method early(int) cannot be used until defined: method late(int)");

    NOTEBOOK.run("int late(int n) { return n * 2; }");

    assertThat(NOTEBOOK.shows("early(3)")).isEqualTo("7");
  }

  @Test
  void windows_line_ends_are_line_ends() {
    assertThat(NOTEBOOK.shows("int one = 1;\r\n// a comment\r\none + 1\r\n")).isEqualTo("2");
  }

  @Test
  void names_and_strings_may_hold_any_character() {
    NOTEBOOK.run("String gefüge = \"😀\";\nString 𝑥() { return gefüge + \"é\"; }");

    assertThat(NOTEBOOK.shows("𝑥()")).isEqualTo("\"😀é\"");
  }

  @Test
  void a_class_may_be_defined_again_and_the_variables_it_emptied_are_named() {
    NOTEBOOK.run("class Box { int v = 3; }\nBox box = new Box();");

    CellResult again = NOTEBOOK.run("class Box { int v = 4; int w; }");

    assertThat(again.warnings())
        .containsExactly("variable box is empty again: class Box was redefined");
    assertThat(NOTEBOOK.shows("box")).isEqualTo("null");
    assertThat(NOTEBOOK.shows("new Box().v")).isEqualTo("4");
  }

  @Test
  void expressions_of_a_request_give_a_value_or_an_error_each() {
    NOTEBOOK.run("int asked = 6;");

    Map<String, CellResult> results =
        NOTEBOOK.evaluate(Map.of("good", "asked * 7", "bad", "asked.x", "none", "int z = 1"));

    assertThat(results.get("good")).isEqualTo(new CellResult.Value(Map.of("text/plain", "42")));
    assertThat(results.get("bad")).isInstanceOf(CellResult.Failed.class);
    assertThat(results.get("none")).isEqualTo(new CellResult.Nothing());
  }

  @Test
  void the_names_jshell_gives_to_values_are_not_kept() {
    for (int i = 0; i < 5; i++) {
      NOTEBOOK.shows("40 + " + i);
    }

    assertThat(
            NOTEBOOK
                .engine()
                .<Long>look(
                    program ->
                        program.shell().variables().filter(v -> v.name().startsWith("$")).count()))
        .isZero();
  }
}
