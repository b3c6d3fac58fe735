package dev.perijove.kernel.intellisense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.perijove.kernel.engine.JavaTexts;
import dev.perijove.kernel.engine.Notebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What a person is told of what stands at the cursor; {@code |} marks it. */
class InspectorTest {

  private static final Notebook NOTEBOOK = Notebook.open();
  private static final Inspector INSPECTOR = Inspector.of(NOTEBOOK.engine());

  @BeforeContainer
  static void a_program() {
    NOTEBOOK.shows("int count = 3;\nList<String> names = List.of(\"a\");");
    NOTEBOOK.shows("int twice(int v) { return v * 2; }\nrecord Point(int x, int y) { }");
  }

  @AfterContainer
  static void close() {
    NOTEBOOK.close();
  }

  @Example
  void a_variable_has_its_type() {
    assertThat(plain("cou|nt + 1")).isEqualTo("int count");
    assertThat(plain("names|")).isEqualTo("List<String> names");
    assertThat(plain("var here = List.of(1);\nher|e")).isEqualTo("List<Integer> here");
    assertThat(plain("int f(String parameter) { return para|meter")).isEqualTo("String parameter");
  }

  @Example
  void a_method_has_its_signatures_with_and_without_its_call() {
    assertThat(plain("twi|ce(1)")).isEqualTo("int twice(int v)");
    assertThat(plain("Math.max|")).contains("int Math.max(int a, int b)", "double Math.max(");
    assertThat(plain("Math.max(1, |")).contains("int Math.max(int a, int b)");
  }

  @Example
  void the_call_around_the_cursor_is_shown_where_nothing_else_is_there() {
    assertThat(plain("System.out.println(\"text| more\")")).contains("PrintStream.println(");
    assertThat(plain("twice( |")).isEqualTo("int twice(int v)");
    assertThat(plain("new Point(|")).isEqualTo("Point(int x, int y)");
  }

  @Example
  void nothing_is_said_of_comments_and_of_what_is_unknown() {
    assertThat(at("// cou|nt")).isEmpty();
    assertThat(at("unknown.th|ing")).isEmpty();
    assertThat(at("|")).isEmpty();
  }

  @Example
  void the_jdks_documentation_is_shown_where_its_sources_are_there() {
    Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    assumeThat(Files.exists(sources)).as("this Java has no %s", sources).isTrue();

    Map<String, String> said = at("Math.max(1, |").orElseThrow();

    assertThat(said.get("text/plain")).contains("Returns the greater of two int values");
    assertThat(said.get("text/markdown"))
        .contains("```java\nint Math.max(int a, int b)\n```")
        .contains("Returns the greater of two `int` values")
        .contains("- `a` an argument.")
        .contains("**Returns** the larger of `a` and `b`.");
  }

  @Property(tries = 30)
  void any_text_and_cursor_have_an_answer(
      @ForAll("texts") String code, @ForAll @IntRange(min = -1, max = 80) int cursor) {
    assertThat(INSPECTOR.inspect(code, cursor, 0)).isNotNull();
  }

  @Property(tries = 30)
  void any_part_of_a_real_cell_has_an_answer(@ForAll("partsOfCells") String code) {
    assertThat(INSPECTOR.inspect(code, code.codePointCount(0, code.length()), 1)).isNotNull();
  }

  private static String plain(String marked) {
    return at(marked).map(said -> said.getOrDefault("text/plain", "")).orElse("");
  }

  private static Optional<Map<String, String>> at(String marked) {
    int cursor = marked.codePointCount(0, marked.indexOf('|'));
    return INSPECTOR.inspect(marked.replaceFirst("\\|", ""), cursor, 0);
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
