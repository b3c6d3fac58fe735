package dev.perijove.protocol.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.StringNode;

/** The fixtures are written by Python's nbformat; see {@code write-fixtures.py} beside them. */
class NotebookCodecTest {

  @Test
  void a_notebook_of_pythons_nbformat_is_written_back_byte_for_byte() throws Exception {
    byte[] file = fixture("full-4.5.ipynb");

    assertThat(new String(NotebookCodec.write(NotebookCodec.read(file)), UTF_8))
        .isEqualTo(new String(file, UTF_8));
  }

  @Test
  void what_cells_hold_is_understood() throws Exception {
    Notebook notebook = NotebookCodec.read(fixture("full-4.5.ipynb"));

    assertThat(notebook.metadata()).containsKeys("kernelspec", "language_info", "custom");
    MarkdownCell intro = (MarkdownCell) notebook.cells().get(0);
    assertThat(intro.id()).isEqualTo("intro");
    assertThat(intro.source()).startsWith("# Größe \u2603 \uD83D\uDE00\n\n");
    assertThat(intro.attachments().get("dot.png")).containsOnlyKeys("image/png");
    CodeCell code = (CodeCell) notebook.cells().get(1);
    assertThat(code.source()).isEqualTo("System.out.println(\"hi\");\n1 + 1");
    assertThat(code.executionCount()).hasValue(1);
    assertThat(code.outputs()).hasSize(5);
    assertThat(code.outputs().get(0)).isEqualTo(new Output.Stream("stdout", "hi\nthere", Map.of()));
    Output.ExecuteResult result = (Output.ExecuteResult) code.outputs().get(2);
    assertThat(result.data())
        .containsEntry("text/html", StringNode.valueOf("<b>2</b>\n<i>two</i>"))
        .hasEntrySatisfying(
            "application/vnd.custom+json", json -> assertThat(json.isArray()).isTrue());
    assertThat(code.outputs().get(4)).isInstanceOf(Output.Failure.class);
    assertThat(notebook.cells().get(3).source()).isEqualTo("raw\r\ntext");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void an_earlier_minor_version_is_the_same_but_for_its_ids(int minor) throws Exception {
    byte[] file = fixture("full-4." + minor + ".ipynb");

    Notebook notebook = NotebookCodec.read(file);

    Notebook latest = NotebookCodec.read(fixture("full-4.5.ipynb"));
    assertThat(notebook.cells())
        .extracting(Cell::source)
        .isEqualTo(latest.cells().stream().map(Cell::source).toList());
    assertThat(notebook.cells()).extracting(Cell::id).doesNotHaveDuplicates();
    assertThat(NotebookCodec.read(file)).isEqualTo(notebook);
    assertThat(new String(NotebookCodec.write(notebook), UTF_8)).contains("\"nbformat_minor\": 5");
  }

  @Test
  void version_3_is_upgraded_as_nbformat_upgrades_it() throws Exception {
    Notebook ours = NotebookCodec.read(fixture("old-3.ipynb"));
    Notebook theirs = NotebookCodec.read(fixture("old-3-upgraded-by-nbformat.ipynb"));

    assertThat(withoutIds(ours)).isEqualTo(withoutIds(theirs));
    assertThat(ours.metadata()).isEqualTo(theirs.metadata());
  }

  @Test
  void unknown_fields_and_outputs_are_kept() throws Exception {
    String file =
        """
        {"cells": [
          {"cell_type": "code", "id": "a", "source": "1", "metadata": {}, "execution_count": null,
           "outputs": [{"output_type": "hologram", "depth": 3}], "mood": "good"}],
         "metadata": {"big": 12345678901234567890, "exact": 0.10}, "nbformat": 4,
         "nbformat_minor": 6, "future": [1]}
        """;

    Notebook notebook = NotebookCodec.read(file.getBytes(UTF_8));

    assertThat(notebook.extra()).containsOnlyKeys("future");
    assertThat(notebook.cells().get(0).extra()).containsOnlyKeys("mood");
    assertThat(((CodeCell) notebook.cells().get(0)).outputs().get(0))
        .isInstanceOf(Output.Unknown.class);
    assertThat(new String(NotebookCodec.write(notebook), UTF_8))
        .contains("\"future\"", "\"mood\"", "\"depth\"", "12345678901234567890", "0.10");
  }

  @Test
  void a_duplicate_id_is_replaced() throws Exception {
    Notebook notebook =
        NotebookCodec.read(
            """
            {"cells": [
              {"cell_type": "raw", "id": "a", "source": "", "metadata": {}},
              {"cell_type": "raw", "id": "a", "source": "", "metadata": {}}],
             "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """
                .getBytes(UTF_8));

    assertThat(notebook.cells()).extracting(Cell::id).startsWith("a").doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [] | JSON object
          { | not JSON
          {} | nbformat must be
          {"nbformat": 2} | nbformat 2 cannot be read
          {"nbformat": 4} | cells is missing
          {"nbformat": 4, "cells": {}} | cells must be a list
          {"nbformat": 4, "cells": [7]} | cells[0] must be an object
          {"nbformat": 4, "cells": [{}]} | cells[0].cell_type is missing
          {"nbformat": 4, "cells": [{"cell_type": "poem", "source": ""}]} | cells[0].cell_type must
          {"nbformat": 4, "cells": [{"cell_type": "raw", "source": 3}]} | cells[0].source must be
          {"nbformat": 4, "cells": [{"cell_type": "raw", "source": "", "id": "a b"}]} | cells[0].id
          {"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": [{}]}]} | cells[0].outputs[0].output_type is missing
          {"nbformat": 4, "cells": [], "metadata": 1} | metadata must be an object
          """)
  void what_is_wrong_is_named_by_its_path(String file, String reason) {
    assertThatThrownBy(() -> NotebookCodec.read(file.getBytes(UTF_8)))
        .isInstanceOf(InvalidNotebookException.class)
        .hasMessageContaining(reason);
  }

  private static List<Cell> withoutIds(Notebook notebook) {
    return notebook.cells().stream().map(NotebookCodecTest::withoutId).toList();
  }

  private static Cell withoutId(Cell cell) {
    if (cell instanceof CodeCell code) {
      OptionalInt count = code.executionCount();
      return new CodeCell("x", code.source(), count, code.outputs(), code.metadata(), code.extra());
    }
    if (cell instanceof MarkdownCell text) {
      return new MarkdownCell(
          "x", text.source(), text.attachments(), text.metadata(), text.extra());
    }
    RawCell raw = (RawCell) cell;
    return new RawCell("x", raw.source(), raw.attachments(), raw.metadata(), raw.extra());
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = requireNonNull(NotebookCodecTest.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }
}
