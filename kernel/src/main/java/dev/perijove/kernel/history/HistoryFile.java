package dev.perijove.kernel.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Past cells in a file, one JSON object a line, oldest first. Kernels share it: each change holds
 * the file's lock, and nobody keeps it open. When it grows beyond its limit the older half goes. A
 * line that is not ours, or was cut off, is passed over.
 */
final class HistoryFile {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path path;
  private final long maxBytes;

  HistoryFile(Path path, long maxBytes) {
    this.path = path;
    this.maxBytes = maxBytes;
  }

  /** Begins a session: the next number no other kernel has. */
  int beginSession() throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    try (FileChannel file = open();
        FileLock lock = file.lock()) {
      String content = readAll(file);
      int session = lastSession(content) + 1;
      ObjectNode start = JSON.createObjectNode();
      start.put("session", session);
      append(file, start);
      return lock.isValid() ? session : 0;
    }
  }

  void append(PastCell cell) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("session", cell.session());
    line.put("number", cell.number());
    line.put("input", cell.input());
    cell.output().ifPresent(output -> line.put("output", output));
    try (FileChannel file = open();
        FileLock lock = file.lock()) {
      if (file.size() > maxBytes && lock.isValid()) {
        dropOlderHalf(file);
      }
      append(file, line);
    }
  }

  List<PastCell> read() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    List<PastCell> cells = new ArrayList<>();
    for (String line : lines(Files.readString(path, UTF_8))) {
      parse(line).flatMap(HistoryFile::cell).ifPresent(cells::add);
    }
    return cells;
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static void append(FileChannel file, ObjectNode line) throws IOException {
    file.position(file.size());
    write(file, line + "\n");
  }

  private static void write(FileChannel file, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static void dropOlderHalf(FileChannel file) throws IOException {
    String content = readAll(file);
    int middle = content.indexOf('\n', content.length() / 2);
    file.truncate(0);
    file.position(0);
    write(file, content.substring(middle + 1));
  }

  private static String readAll(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(Integer.MAX_VALUE - 8, file.size()));
    file.position(0);
    while (bytes.hasRemaining() && file.read(bytes) >= 0) {
      continue;
    }
    return new String(bytes.array(), 0, bytes.position(), UTF_8);
  }

  private static int lastSession(String content) {
    int last = 0;
    for (String line : lines(content)) {
      last = Math.max(last, parse(line).map(json -> json.path("session").asInt(0)).orElse(0));
    }
    return last;
  }

  private static List<String> lines(String content) {
    return new BufferedReader(new StringReader(content)).lines().toList();
  }

  private static Optional<JsonNode> parse(String line) {
    try {
      return Optional.of(JSON.readTree(line));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<PastCell> cell(JsonNode json) {
    if (!json.path("session").isInt()
        || !json.path("number").isInt()
        || !json.path("input").isString()) {
      return Optional.empty();
    }
    return Optional.of(
        new PastCell(
            json.path("session").intValue(),
            json.path("number").intValue(),
            json.path("input").stringValue(),
            json.path("output").isString()
                ? Optional.of(json.path("output").stringValue())
                : Optional.empty()));
  }
}
