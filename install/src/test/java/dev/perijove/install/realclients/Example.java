package dev.perijove.install.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A copy of the notebook in {@code docs/examples}, for a client to run and write.
 *
 * @param notebook lies beside the file that it reads
 */
record Example(Path notebook) {
  private static final Path SOURCE = RealClients.root().resolve("docs/examples");

  static Example copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.copy(SOURCE.resolve("harbour-tides.csv"), folder.resolve("harbour-tides.csv"));
    Path notebook = folder.resolve("harbour-tides.ipynb");
    Files.write(notebook, withoutOutputs(SOURCE.resolve("harbour-tides.ipynb")));
    return new Example(notebook);
  }

  /** The notebook as if it had never been run, so that what a test finds in it is new. */
  private static byte[] withoutOutputs(Path source) throws IOException {
    JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(source));
    for (JsonNode cell : root.path("cells")) {
      if (cell.path("cell_type").stringValue().equals("code")) {
        ((ObjectNode) cell).putNull("execution_count").putArray("outputs");
      }
    }
    return JsonMapper.shared().writeValueAsBytes(root);
  }

  /** Asserts that every cell was run, that none failed, and what they show if nobody answered. */
  static void assertRan(Path executed) throws IOException {
    assertThat(textOfAll(executed)).contains("Ebbhaven has 420 cm or more in 34 of 96 hours.");
  }

  /** The same, if the question was answered with Kelp Quay. */
  static void assertAnswered(Path executed) throws IOException {
    assertThat(textOfAll(executed)).contains("Kelp Quay has 420 cm or more in 30 of 96 hours.");
  }

  private static String textOfAll(Path executed) throws IOException {
    JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(executed));
    List<JsonNode> cells =
        root.path("cells")
            .valueStream()
            .filter(cell -> cell.path("cell_type").stringValue().equals("code"))
            .toList();
    assertThat(root.path("cells").size()).isEqualTo(30);
    for (int i = 0; i < cells.size(); i++) {
      assertThat(cells.get(i).path("execution_count").intValue(-1)).isEqualTo(i + 1);
      assertThat(cells.get(i).path("outputs").valueStream())
          .noneMatch(output -> output.path("output_type").stringValue().equals("error"));
    }
    String text = cells.stream().map(Example::text).collect(Collectors.joining("\n"));
    assertThat(text)
        .contains("288 readings in harbour-tides.csv")
        .contains("Caught: java.lang.NumberFormatException: For input string: \"dry\"")
        .contains("Kelp Quay   96 readings, 3 without a level")
        .contains("\u2588\u2588\u2588")
        .contains("{Ebbhaven=440.5, Kelp Quay=346.46666666666664");
    return text;
  }

  /** All text of a cell's outputs; nbformat keeps text as a string or as a list of lines. */
  private static String text(JsonNode cell) {
    return cell.path("outputs")
        .valueStream()
        .flatMap(output -> Stream.of(output.path("text"), output.path("data").path("text/plain")))
        .map(
            text ->
                text.isArray()
                    ? text.valueStream().map(JsonNode::stringValue).collect(Collectors.joining())
                    : text.asString(""))
        .collect(Collectors.joining());
  }
}
