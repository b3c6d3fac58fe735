package dev.perijove.kernel.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.kernel.engine.InvocationOutcome.Threw;
import dev.perijove.kernel.engine.ThrownError;
import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import jdk.jshell.UnresolvedReferenceException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program in a worker process does, seen from the front. */
@Timeout(60)
class WorkerTest {
  private static TestProgram program;

  @BeforeAll
  static void startsOnce() throws Exception {
    program = TestProgram.start();
  }

  @AfterAll
  static void ends() {
    program.close();
  }

  @Test
  void an_expression_gives_its_value_as_plain_text() {
    assertThat(program.value("1+1")).isEqualTo("2");
  }

  @Test
  void variables_are_kept_from_cell_to_cell() {
    program.run("int kept = 20;");
    assertThat(program.value("kept * 2 + 2")).isEqualTo("42");
  }

  @Test
  void a_string_is_shown_as_it_is() {
    assertThat(program.value("\"two\\nlines\"")).isEqualTo("two\nlines");
  }

  @Test
  void an_array_is_shown_with_its_content() {
    assertThat(program.value("new int[][] {{1, 2}, {}}"))
        .isEqualTo("int[2][] { int[2] { 1, 2 }, int[0] { } }");
    assertThat(program.value("new String[] {\"a, b\", null}"))
        .isEqualTo("String[2] { \"a, b\", null }");
  }

  @Test
  void a_huge_array_and_one_that_contains_itself_are_cut() {
    assertThat(program.value("new long[5_000_000]")).endsWith(", … 4999000 more }");
    assertThat(program.value("Object[] self = {null};", "self[0] = self;", "self")).contains("…");
  }

  @Test
  void a_huge_string_is_cut_and_says_how_long_it_is() {
    String shown = program.value("\"y\".repeat(10_000_000)");

    assertThat(shown).hasSizeLessThan(300_000).endsWith("… (cut: 10000000 characters in all)");
  }

  @Test
  void what_is_shown_keeps_its_place_among_what_is_printed() {
    program.run(
        "for (int i = 0; i < 3; i++) { System.out.print(i + \":\");"
            + " dev.perijove.kernel.api.Display.display(i * i); }",
        "dev.perijove.kernel.api.Display.clearOutput(true);");

    assertThat(program.out()).endsWith("0:[0]1:[1]2:[4][clear with the next]");
  }

  @Test
  void a_bundle_without_plain_text_says_what_it_has() {
    assertThat(program.value("dev.perijove.kernel.api.MimeBundle.html(\"<b>x</b>\")"))
        .isEqualTo("<text/html>");
    assertThat(
            program.value(
                "dev.perijove.kernel.api.MimeBundle.html(\"<b>x</b>\").with(\"text/plain\", \"x\")"))
        .isEqualTo("x");
  }

  @Test
  void what_to_string_throws_is_the_cells_error() {
    Threw threw =
        (Threw)
            program.run(
                "class Bad { public String toString() { throw new IllegalStateException(\"no\"); } }",
                "new Bad()");

    assertThat(threw.error().className()).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void an_exception_crosses_with_its_causes_and_suppressed_ones() {
    Threw threw =
        (Threw)
            program.run(
                "{ var e = new RuntimeException(\"outer\", new java.io.IOException(\"inner\"));"
                    + " e.addSuppressed(new IllegalStateException()); throw e; }");

    ThrownError error = threw.error();
    assertThat(error.className()).isEqualTo("java.lang.RuntimeException");
    assertThat(error.message()).contains("outer");
    assertThat(error.frames().get(0).getMethodName()).isEqualTo("do_it$");
    assertThat(error.cause().orElseThrow().className()).isEqualTo("java.io.IOException");
    assertThat(error.suppressed()).hasSize(1);
    assertThat(error.suppressed().get(0).message()).isEmpty();
  }

  @Test
  void an_exception_that_lies_throws_and_goes_in_circles_crosses_too() {
    Threw threw =
        (Threw)
            program.run(
                "class Hostile extends RuntimeException {"
                    + " public String getMessage() { throw new IllegalStateException(); }"
                    + " public Throwable getCause() { return new Hostile(); }"
                    + " public StackTraceElement[] getStackTrace() { return null; } }",
                "{ var a = new Exception(); var b = new Hostile(); b.addSuppressed(a);"
                    + " a.addSuppressed(b); throw b; }");

    assertThat(threw.error().message().orElse("")).contains("IllegalStateException");
    assertThat(threw.error().frames()).isEmpty();
  }

  @Test
  void output_keeps_its_order_across_both_streams() throws Exception {
    program.run(
        "for (int i = 0; i < 100; i++) {"
            + " (i % 2 == 0 ? System.out : System.err).println(\"<\" + i + \">\"); }",
        "System.out.println(\"<end>\")");

    StringBuilder all = new StringBuilder();
    program.texts().stream()
        .filter(text -> text.cell() == program.cell())
        .forEach(text -> all.append(text.text()));
    String expected =
        IntStream.range(0, 100).mapToObj(i -> "<" + i + ">\n").collect(Collectors.joining());
    assertThat(all.toString()).isEqualTo(expected + "<end>\n");
  }

  @Test
  void all_output_of_a_cell_has_arrived_when_the_cell_ends() {
    program.run("for (int i = 0; i < 200_000; i++) System.out.println(\"line \" + i);");

    assertThat(program.out()).contains("line 0\n").endsWith("line 199999\n");
  }

  @Test
  void bytes_of_one_character_may_be_written_one_by_one() {
    program.run(
        "for (byte b : \"{π😀}\".getBytes(\"UTF-8\")) { System.out.write(b); System.out.flush(); }");

    assertThat(program.out()).endsWith("{π😀}");
  }

  @Test
  void a_thread_that_outlives_its_cell_prints_under_that_cell() throws Exception {
    program.run(
        "var go = new java.util.concurrent.CountDownLatch(1);",
        "new Thread(() -> { try { go.await(); } catch (InterruptedException e) {}"
            + " System.out.println(\"late\"); }).start();");
    long first = program.cell();
    program.run("go.countDown();");

    program.awaitText("late");
    assertThat(program.texts())
        .filteredOn(text -> text.text().contains("late"))
        .extracting(TestProgram.Text::cell)
        .containsOnly(first);
  }

  @Test
  void a_thread_of_the_common_pool_prints_under_the_running_cell() throws Exception {
    program.run("java.util.concurrent.ForkJoinPool.commonPool().submit(() -> {}).get();");
    program.run(
        "java.util.concurrent.ForkJoinPool.commonPool().submit("
            + "() -> System.out.println(\"pooled\")).get();");

    assertThat(program.texts())
        .filteredOn(text -> text.text().contains("pooled"))
        .extracting(TestProgram.Text::cell)
        .containsOnly(program.cell());
  }

  @Test
  void what_native_code_prints_comes_too() throws Exception {
    program.run("new ProcessBuilder(\"echo\", \"from a child\").inheritIO().start().waitFor();");

    program.awaitText("from a child");
  }

  @Test
  void closing_a_stream_does_not_close_it_for_later_cells() {
    program.run("try (var out = new java.io.PrintWriter(System.out)) { out.println(\"a\"); }");
    program.run("System.out.println(\"still there\");");

    assertThat(program.out()).endsWith("still there\n");
  }

  @Test
  void input_is_asked_line_by_line() {
    Iterator<String> lines = List.of("Ada", "36", "dropped").iterator();
    program.person(prompt -> lines.next());

    assertThat(
            program.value(
                "var scanner = new java.util.Scanner(System.in);",
                "String name = scanner.nextLine();",
                "int age = scanner.nextInt();",
                "name + \" is \" + age"))
        .isEqualTo("Ada is 36");
  }

  @Test
  void what_one_cell_leaves_unread_is_not_the_next_ones() {
    Iterator<String> lines = List.of("abc", "xyz").iterator();
    program.person(prompt -> lines.next());

    assertThat(program.value("(char) System.in.read()")).isEqualTo("a");
    assertThat(program.value("(char) System.in.read()")).isEqualTo("x");
  }

  @Test
  void the_end_of_input_is_read_as_such() {
    Iterator<String> lines = List.of("π", "").iterator();
    program.person(
        prompt -> {
          if (!lines.hasNext()) {
            throw new EOFException();
          }
          return lines.next();
        });

    assertThat(program.value("new String(System.in.readAllBytes(), \"UTF-8\")")).isEqualTo("π\n\n");
  }

  @Test
  void refused_input_is_an_io_exception_that_says_why() {
    program.person(
        prompt -> {
          throw new InputRefusedException("this client offers no input");
        });

    Threw threw = (Threw) program.run("System.in.read();");

    assertThat(threw.error().className()).isEqualTo("java.io.IOException");
    assertThat(threw.error().message()).contains("this client offers no input");
  }

  @Test
  void a_prompt_printed_before_reading_arrives_before_the_question() {
    AtomicReference<String> before = new AtomicReference<>("");
    program.person(
        prompt -> {
          before.set(program.out());
          return "x";
        });

    program.run("{ System.out.print(\"name? \"); System.in.read(); }");

    assertThat(before.get()).endsWith("name? ");
  }

  @Test
  void a_call_of_code_that_does_not_compile_yet_names_its_snippet() {
    program.run("void early() { later(); }");

    assertThatThrownBy(() -> program.exception("early();"))
        .isInstanceOf(UnresolvedReferenceException.class);
  }

  @Test
  void a_redefined_class_and_a_library_added_at_run_time_are_used(@TempDir Path directory)
      throws Exception {
    Path source =
        Files.writeString(
            directory.resolve("Lib.java"),
            "package lib; public class Lib { public static int answer() { return 42; } }");
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", directory.toString(), source.toString());

    program.addToClassPath(directory);

    assertThat(program.value("lib.Lib.answer()")).isEqualTo("42");
    program.run("class Twice { int n() { return 1; } }");
    program.run("class Twice { int n() { return 2; } }");
    assertThat(program.value("new Twice().n()")).isEqualTo("2");
  }

  @Test
  void snippet_classes_can_be_read_as_resources() {
    assertThat(
            program.value(
                "class Here {}",
                "Here.class.getResourceAsStream(Here.class.getName().replaceAll(\".*\\\\.\", \"\")"
                    + " + \".class\").readAllBytes().length > 0"))
        .isEqualTo("true");
  }
}
