package dev.perijove.kernel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a person reads when a cell's code throws. */
class CellExceptionTest {

  private static final Notebook NOTEBOOK = Notebook.open();

  @AfterAll
  static void close() {
    NOTEBOOK.close();
  }

  @Test
  void shows_the_persons_own_frames_with_their_lines() {
    NOTEBOOK.run("\nvoid boom() {\n  throw new IllegalStateException(\"bad\");\n}");
    int first = NOTEBOOK.number();

    CellError error = NOTEBOOK.fails("// call it\nboom()");

    assertThat(error.name()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.value()).isEqualTo("bad");
    assertThat(Notebook.plain(error))
        .isEqualTo(
            """
            java.lang.IllegalStateException: bad
              at Cell In[%d], line 3 in boom()
                throw new IllegalStateException("bad");
              at Cell In[%d], line 2
                boom()"""
                .formatted(first, NOTEBOOK.number()));
  }

  @Test
  void shows_causes_and_suppressed_without_repeating_their_frames() {
    String cell =
        """
        void deep() { throw new IllegalArgumentException("deep"); }
        void middle() {
          try { deep(); }
          catch (RuntimeException e) {
            var outer = new RuntimeException("outer", e);
            outer.addSuppressed(new Exception("aside"));
            throw outer;
          }
        }
        middle()
        """;

    String traceback = Notebook.plain(NOTEBOOK.fails(cell));

    assertThat(traceback)
        .containsSubsequence(
            "java.lang.RuntimeException: outer",
            "line 5 in middle()",
            "line 10",
            "Suppressed: java.lang.Exception: aside",
            "line 6 in middle()",
            "Caused by: java.lang.IllegalArgumentException: deep",
            "line 1 in deep()",
            "line 3 in middle()");
    assertThat(traceback.split("line 10", -1)).as("the cell's own line, once").hasSize(2);
  }

  @Test
  void folds_deep_recursion() {
    String traceback =
        Notebook.plain(NOTEBOOK.fails("int down(int n) {\n  return down(n + 1) + 1;\n}\ndown(0)"));

    assertThat(traceback).contains("line 2 in down()").contains("more times");
    assertThat(traceback.lines().count()).isLessThan(20);
  }

  @Test
  void folds_mutual_recursion() {
    String traceback =
        Notebook.plain(
            NOTEBOOK.fails("class D { void a() { b(); }\n void b() { a(); } }\nnew D().a()"));

    assertThat(traceback).contains("in D.a()").contains("in D.b()").contains("2 frames");
    assertThat(traceback.lines().count()).isLessThan(30);
  }

  @Test
  void library_frames_above_the_cell_are_shown_and_those_below_are_not() {
    String traceback = Notebook.plain(NOTEBOOK.fails("Integer.parseInt(\"no\")"));

    assertThat(traceback)
        .contains("java.lang.Integer.parseInt")
        .doesNotContain("reflect")
        .doesNotContain("jdk.jshell")
        .doesNotContain("do_it$");
  }

  @Test
  void names_lambdas_nested_classes_and_constructors() {
    String cell =
        """
        class Tree {
          class Node {
            Node() { Runnable r = () -> {
                throw new RuntimeException("in a lambda"); };
              r.run(); }
          }
          Tree() { new Node(); }
        }
        new Tree()
        """;

    assertThat(Notebook.plain(NOTEBOOK.fails(cell)))
        .containsSubsequence(
            "line 4 in a lambda", "line 5 in new Tree.Node()", "line 7 in new Tree()", "line 9");
  }

  @Test
  void a_persons_own_exception_has_the_name_the_person_gave_it() {
    CellError error =
        NOTEBOOK.fails(
            "class Sad extends Exception { Sad(String s) { super(s); } }\nthrow new Sad(\"x\")");

    assertThat(error.name()).isEqualTo("Sad");
  }

  @Test
  void an_exception_without_message_has_an_empty_value() {
    assertThat(NOTEBOOK.fails("throw new RuntimeException()").value()).isEmpty();
  }

  @Test
  void the_lines_are_right_with_windows_line_ends() {
    assertThat(Notebook.plain(NOTEBOOK.fails("int a = 1;\r\n\r\nint b = a / 0;")))
        .contains("line 3\n    int b = a / 0;");
  }

  @Test
  void the_lines_of_a_long_expression_are_its_own() {
    String cell = "List.of(1, 2)\n  .stream()\n  .map(x ->\n    x / 0)\n  .toList()";

    assertThat(Notebook.plain(NOTEBOOK.fails(cell))).contains("line 4 in a lambda\n    x / 0)");
  }

  @Test
  void the_lines_of_a_method_compiled_again_are_still_right() {
    NOTEBOOK.run("class Used { int v = 1; }\n\nint user() {\n  return new Used().v / 0;\n}");
    int first = NOTEBOOK.number();
    NOTEBOOK.run("class Used { int other; int v = 2; }");

    assertThat(Notebook.plain(NOTEBOOK.fails("user()")))
        .contains("at Cell In[" + first + "], line 4 in user()");
  }

  @Test
  void the_cell_stops_at_the_first_failure() {
    NOTEBOOK.run("int seen = 0;");

    NOTEBOOK.fails("seen = 1;\nthrow new Exception(\"stop\");\nseen = 2;");

    assertThat(NOTEBOOK.shows("seen")).isEqualTo("1");
  }

  @Test
  void of_two_variables_the_second_does_not_run_when_the_first_fails() {
    NOTEBOOK.run("int runs = 0;");

    NOTEBOOK.fails("int one = 1 / 0, two = ++runs;");

    assertThat(NOTEBOOK.shows("runs")).isEqualTo("0");
  }
}
