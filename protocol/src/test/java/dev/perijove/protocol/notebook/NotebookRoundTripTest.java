package dev.perijove.protocol.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

class NotebookRoundTripTest {

  @Property(tries = 300)
  void what_is_written_is_read_back(@ForAll("notebooks") Notebook notebook) throws Exception {
    assertThat(NotebookCodec.read(NotebookCodec.write(notebook))).isEqualTo(notebook);
  }

  @Property(tries = 500)
  void bytes_of_a_stranger_are_read_or_refused(@ForAll byte[] file) {
    try {
      assertThat(NotebookCodec.read(file)).isNotNull();
    } catch (InvalidNotebookException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  @Provide
  Arbitrary<Notebook> notebooks() {
    return Combinators.combine(cells().list().ofMaxSize(6), fields(), extra())
        .as((cells, metadata, extra) -> new Notebook(numbered(cells), metadata, extra));
  }

  private static List<Cell> numbered(List<NumberedCell> cells) {
    List<Cell> numbered = new ArrayList<>();
    for (NumberedCell cell : cells) {
      numbered.add(cell.as("cell-" + numbered.size()));
    }
    return numbered;
  }

  private static Arbitrary<NumberedCell> cells() {
    Arbitrary<NumberedCell> code =
        Combinators.combine(texts(), counts(), outputs().list().ofMaxSize(3), fields(), extra())
            .as(
                (source, count, outputs, metadata, extra) ->
                    id -> new CodeCell(id, source, count, outputs, metadata, extra));
    Arbitrary<NumberedCell> markdown =
        Combinators.combine(texts(), attachments(), fields(), extra())
            .as(
                (source, files, metadata, extra) ->
                    id -> new MarkdownCell(id, source, files, metadata, extra));
    Arbitrary<NumberedCell> raw =
        Combinators.combine(texts(), attachments(), fields(), extra())
            .as(
                (source, files, metadata, extra) ->
                    id -> new RawCell(id, source, files, metadata, extra));
    return Arbitraries.oneOf(code, markdown, raw);
  }

  private static Arbitrary<Output> outputs() {
    Arbitrary<Output> stream =
        Combinators.combine(Arbitraries.of("stdout", "stderr"), texts(), extra())
            .as(Output.Stream::new);
    Arbitrary<Output> display =
        Combinators.combine(data(), fields(), extra()).as(Output.DisplayData::new);
    Arbitrary<Output> result =
        Combinators.combine(counts(), data(), fields(), extra()).as(Output.ExecuteResult::new);
    Arbitrary<Output> failure =
        Combinators.combine(texts(), texts(), texts().list().ofMaxSize(3), extra())
            .as(Output.Failure::new);
    Arbitrary<Output> unknown = extra().map(extra -> new Output.Unknown("hologram", extra));
    return Arbitraries.oneOf(stream, display, result, failure, unknown);
  }

  private static Arbitrary<OptionalInt> counts() {
    return Arbitraries.integers()
        .map(OptionalInt::of)
        .injectNull(0.2)
        .map(count -> count == null ? OptionalInt.empty() : count);
  }

  private static Arbitrary<Map<String, Map<String, JsonNode>>> attachments() {
    return Arbitraries.maps(Arbitraries.strings().alpha().ofMinLength(1), data()).ofMaxSize(2);
  }

  private static Arbitrary<Map<String, JsonNode>> data() {
    Arbitrary<String> types =
        Arbitraries.of("text/plain", "text/html", "image/png", "image/svg+xml");
    return Arbitraries.maps(types, texts().map(text -> (JsonNode) StringNode.valueOf(text)))
        .ofMaxSize(3);
  }

  private static Arbitrary<Map<String, JsonNode>> fields() {
    return Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), values()).ofMaxSize(3);
  }

  /** Names the format does not use. */
  private static Arbitrary<Map<String, JsonNode>> extra() {
    return Arbitraries.maps(
            Arbitraries.strings().alpha().ofMaxLength(5).map(name -> "x-" + name), values())
        .ofMaxSize(2);
  }

  private static Arbitrary<JsonNode> values() {
    return Arbitraries.oneOf(
        texts().map(StringNode::valueOf),
        Arbitraries.integers().map(IntNode::valueOf),
        texts().map(text -> JsonMapper.shared().createArrayNode().add(text)));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('a', 'Z', '"', '\\', '\n', '\r', '\t', 'ä', '\u2028', '\u0000')
        .ofMaxLength(20);
  }

  private interface NumberedCell {
    Cell as(String id);
  }
}
