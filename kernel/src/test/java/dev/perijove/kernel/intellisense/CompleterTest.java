package dev.perijove.kernel.intellisense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.kernel.engine.JavaTexts;
import dev.perijove.kernel.engine.Notebook;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What a person is offered at the cursor; {@code |} marks it. */
class CompleterTest {

  private static final Notebook NOTEBOOK = Notebook.open();
  private static final Completer COMPLETER = Completer.of(NOTEBOOK.engine());

  @BeforeContainer
  static void a_program_with_something_of_everything() {
    NOTEBOOK.shows("int count = 3;\nList<String> names = List.of(\"a\");");
    NOTEBOOK.shows(
        """
        class Tree {
          int height;
          private int secret;
          Tree grow(int by) { return this; }
          Tree grow(int by, String how) { return this; }
          static Tree of() { return new Tree(); }
          class Leaf { }
        }
        Tree tree = new Tree();
        """);
    NOTEBOOK.shows("int twice(int v) { return v * 2; }\nrecord Point(int x, int y) { }");
  }

  @AfterContainer
  static void close() {
    NOTEBOOK.close();
  }

  @Example
  void members_of_a_variable_come_with_their_types_as_seen_from_there() {
    assertOffered("names.str|", new Completion("stream", "function", "() → Stream<String>"));
    assertOffered("tree.hei|", new Completion("height", "field", "int"));
    assertOffered("tree.gro|", new Completion("grow", "function", "(int by) → Tree (+1)"));
    assertOffered("names.stream()\n  .filt|", "filter");
    assertOffered("int[] cells = {1};\ncells.len|", new Completion("length", "field", "int"));
    assertOffered("new Tree().gr|", "grow");
    assertOffered("System.out.printl|", "println");
  }

  @Example
  void static_members_and_nested_types_belong_to_a_types_name() {
    assertThat(texts("Tree.|")).contains("of", "Leaf", "class").doesNotContain("grow", "height");
    assertOffered("Math.ma|", new Completion("max", "function", "(int a, int b) → int (+3)"));
  }

  @Example
  void members_of_all_objects_come_last() {
    List<String> offered = texts("tree.|");

    assertThat(offered.indexOf("height")).isLessThan(offered.indexOf("hashCode"));
    assertThat(offered.indexOf("grow")).isLessThan(offered.indexOf("equals"));
  }

  @Example
  void names_of_the_program_come_with_their_types() {
    assertOffered("cou|", new Completion("count", "instance", "int"));
    assertOffered("twi|", new Completion("twice", "function", "(int) → int"));
    assertOffered("Tre|", new Completion("Tree", "class", ""));
    assertOffered("names.get(cou|", new Completion("count", "instance", "int"));
  }

  @Example
  void types_constructors_packages_imports_and_keywords() {
    assertOffered("Ma|", new Completion("Math", "class", ""));
    assertOffered("new ArrayLi|", new Completion("ArrayList", "class", ""));
    assertOffered("new Tr|", "Tree");
    assertOffered("whi|", new Completion("while", "keyword", ""));
    assertOffered("import java.util.Array|", "Arrays", "ArrayList");
  }

  @Example
  void the_cells_earlier_lines_are_known() {
    assertOffered(
        "var early = new HashMap<String, Integer>();\nearly.entryS|",
        new Completion("entrySet", "function", "() → Set<Map.Entry<String,Integer>>"));
    assertOffered(
        "record Pair(int left, int right) {}\nvar pair = new Pair(1, 2);\npair.le|",
        new Completion("left", "function", "() → int"));
    assertOffered("int helper() { return 1; }\nhel|", "helper");
    assertOffered(
        "import java.util.concurrent.atomic.*;\nvar atom = new AtomicInteger();\natom.incrementAnd|",
        new Completion("incrementAndGet", "function", "() → int"));
    assertOffered(
        "var m = new HashMap<String, Integer>();\nfor (var e : m.entrySet()) {\n  e.getK|",
        new Completion("getKey", "function", "() → String"));
  }

  @Example
  void parameters_and_variables_of_a_method_are_known() {
    assertOffered("int f(String parameter) {\n  int local = 1;\n  par|", "parameter");
    assertOffered("int f(String parameter) {\n  int local = 1;\n  loc|", "local");
    assertOffered("int f(String parameter) {\n  return parameter.len|", "length");
    assertOffered(
        "var list = List.of(1);\nlis|", new Completion("list", "instance", "List<Integer>"));
    assertOffered("for (int index = 0; ind|", new Completion("index", "instance", "int"));
    assertOffered("record Named(String name) { String up() { return name.toUpper|", "toUpperCase");
    assertOffered("class Own { int field; void m() { fie|", "field");
  }

  @Example
  void methods_below_the_cursors_line_are_known() {
    assertOffered("bel|\nint below() { return 1; }", "below");
  }

  @Example
  void parameters_of_lambdas_have_the_type_of_their_place() {
    assertOffered("names.forEach(it -> it.toUpper|", "toUpperCase");
    assertOffered("names.stream().map(s -> s.trim()).filter(s -> s.isEm|", "isEmpty");
  }

  @Example
  void method_references_offer_methods_of_either_kind() {
    assertOffered("names.stream().map(String::toUpp|", "toUpperCase");
    assertOffered("Function<Object, String> f = String::valueO|", "valueOf");
  }

  @Example
  void the_range_counts_code_points() {
    Completions after = at("String s = \"😀😀\"; names.si|");

    assertThat(after.matches()).extracting(Completion::text).containsExactly("size");
    assertThat(after.start()).isEqualTo(23);
    assertThat(after.end()).isEqualTo(25);
  }

  @Example
  void what_stands_after_the_cursor_stays() {
    assertOffered("cou|nt + 1", "count");
    assertThat(at("cou|nt + 1").end()).isEqualTo(3);
  }

  @Example
  void nothing_is_offered_in_strings_comments_and_numbers() {
    assertThat(texts("\"cou|")).isEmpty();
    assertThat(texts("// cou|")).isEmpty();
    assertThat(texts("/* cou|")).isEmpty();
    assertThat(texts("12|")).isEmpty();
  }

  @Example
  void offers_are_bounded_distinct_and_without_jshells_own_names() {
    List<String> offered = texts("|");

    assertThat(offered).hasSizeBetween(50, 500).doesNotHaveDuplicates();
    assertThat(offered).noneMatch(text -> text.contains("$JShell$") || text.contains("$W"));
  }

  @Property(tries = 20)
  void any_text_and_cursor_have_an_answer_within_the_text(
      @ForAll("texts") String code, @ForAll @IntRange(min = -1, max = 80) int cursor) {
    assertWithin(code, cursor);
  }

  @Property(tries = 30)
  void any_part_of_a_real_cell_has_an_answer(@ForAll("partsOfCells") String code) {
    assertWithin(code, code.codePointCount(0, code.length()));
  }

  private static void assertWithin(String code, int cursor) {
    Completions found = COMPLETER.complete(code, cursor);

    int length = code.codePointCount(0, code.length());
    assertThat(found.start()).isBetween(0, length);
    assertThat(found.end()).isBetween(found.start(), length);
    assertThat(found.matches()).hasSizeLessThanOrEqualTo(500);
  }

  private static void assertOffered(String marked, Completion expected) {
    assertThat(at(marked).matches()).as(marked).contains(expected);
  }

  private static void assertOffered(String marked, String... expected) {
    assertThat(texts(marked)).as(marked).contains(expected);
  }

  private static List<String> texts(String marked) {
    return at(marked).matches().stream().map(Completion::text).toList();
  }

  private static Completions at(String marked) {
    int cursor = marked.codePointCount(0, marked.indexOf('|'));
    return COMPLETER.complete(marked.replaceFirst("\\|", ""), cursor);
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
