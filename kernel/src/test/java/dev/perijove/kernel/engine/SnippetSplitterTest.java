package dev.perijove.kernel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Where a cell is cut. */
class SnippetSplitterTest {

  private static final JShell SHELL =
      JShell.builder()
          .executionEngine(new InProcessRunner().executionControlProvider(), null)
          .build();
  private static final SnippetSplitter SPLITTER =
      new SnippetSplitter(
          SHELL.sourceCodeAnalysis(), new JavaSyntax(List.of()), Set.of("KNOWN", "Odd")::contains);

  @AfterContainer
  static void close() {
    SHELL.close();
  }

  @Example
  void cuts_where_one_snippet_ends_and_the_next_begins() {
    assertCut("int a = 1; int b = 2;", "int a = 1;", "int b = 2;");
    assertCut("class A { }\nnew A()", "class A { }", "new A()");
    assertCut("if (a) b(); else c();\nd()", "if (a) b(); else c();", "d()");
    assertCut("for (;;) {\n x\n y\n}\nz", "for (;;) {\n x\n y\n}", "z");
    assertCut("/** doc */ int f() { return 1; } // why\nf()", "int f() { return 1; }", "f()");
    assertCut("import a.b.*;\nimport c.d;", "import a.b.*;", "import c.d;");
  }

  @Example
  void a_chain_of_calls_over_several_lines_is_one_snippet() {
    assertCut("list\n  .stream()\n  // why\n  .count()", "list\n  .stream()\n  // why\n  .count()");
    assertCut("a +\n b", "a +\n b");
    assertCut("a\n + b", "a\n + b");
    assertCut("x\n instanceof String", "x\n instanceof String");
    assertCut("f(\n a,\n b)", "f(\n a,\n b)");
  }

  @Example
  void a_line_break_ends_what_lacks_a_semicolon() {
    assertCut("int a = 5\nint b = 6", "int a = 5", "int b = 6");
    assertCut("uses()\nx", "uses()", "x");
    assertCut("x + 1\ny", "x + 1", "y");
    assertCut("do { } while (true)\nx", "do { } while (true)", "x");
    assertCut(
        "import java.util.*\nimport java.io.*\nList.of()",
        "import java.util.*",
        "import java.io.*",
        "List.of()");
    assertCut(
        "String s = \"a\"\nSystem.out.println(s)", "String s = \"a\"", "System.out.println(s)");
  }

  @Example
  void a_value_alone_on_its_line_is_a_snippet() {
    assertCut("x\ny", "x", "y");
    assertCut("a.b\nuses()", "a.b", "uses()");
    assertCut("x // this\ny = 5", "x", "y = 5");
    assertCut("KNOWN\nodd", "KNOWN", "odd");
    assertCut("Odd\nodd", "Odd", "odd");
    assertCut("Colour.RED\nodd", "Colour.RED", "odd");
  }

  @Example
  void a_type_alone_on_its_line_begins_a_declaration() {
    assertCut("String\n  s = null;", "String\n  s = null;");
    assertCut("int\nf() { return 1; }", "int\nf() { return 1; }");
    assertCut("public static\nint n;", "public static\nint n;");
    assertCut("Map<String, String>\n  m = null;", "Map<String, String>\n  m = null;");
    assertCut("@Deprecated\nclass A { }", "@Deprecated\nclass A { }");
    assertCut("class A\n  extends B { }", "class A\n  extends B { }");
    assertCut("var\nx = 1;", "var\nx = 1;");
  }

  private static void assertCut(String cell, String... codes) {
    List<String> found =
        SPLITTER.split(cell).stream()
            .filter(piece -> !piece.isEmpty())
            .map(piece -> cell.substring(piece.offset(), piece.offset() + ink(piece)))
            .toList();
    assertThat(found).as(cell).containsExactly(codes);
  }

  /** Length of a piece's code without comments and blanks behind it. */
  private static int ink(SnippetSplitter.Piece piece) {
    List<JavaTokens.Token> tokens = JavaTokens.withoutComments(piece.source());
    return tokens.get(tokens.size() - 1).end() - tokens.get(0).start();
  }

  @Property(tries = 300)
  void the_pieces_of_any_text_are_the_text(@ForAll("texts") String cell) {
    assertPiecesAreCell(cell);
  }

  @Property(tries = 300)
  void the_pieces_of_any_part_of_a_real_cell_are_the_part(@ForAll("partsOfCells") String cell) {
    assertPiecesAreCell(cell);
  }

  private static void assertPiecesAreCell(String cell) {
    List<SnippetSplitter.Piece> pieces =
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> SPLITTER.split(cell));

    assertThat(pieces.stream().map(SnippetSplitter.Piece::source).collect(Collectors.joining()))
        .isEqualTo(cell);
    assertThat(pieces).allSatisfy(piece -> assertThat(piece.source()).isNotEmpty());
    assertThat(pieces).allSatisfy(piece -> assertThat(piece.offset()).isBetween(0, cell.length()));
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
