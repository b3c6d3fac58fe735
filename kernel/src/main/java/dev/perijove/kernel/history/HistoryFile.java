package dev.perijove.kernel.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Past cells in a file, one JSON object a line, oldest first. Kernels share it: each change holds
 * the lock of a file beside it, and nobody keeps either open. When it grows beyond its limit the
 * newer half is written beside it and takes its place, so that there is a whole file at any time. A
 * line that is not ours, or was cut off, is passed over.
 */
final class HistoryFile {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** The system's lock is for processes; the threads of this one take turns here. */
  private static final ReentrantLock TURN = new ReentrantLock();

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
    return changing(
        () -> {
          int session = lastSession(content()) + 1;
          ObjectNode start = JSON.createObjectNode();
          start.put("session", session);
          append(start);
          return session;
        });
  }

  void append(PastCell cell) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("session", cell.session());
    line.put("number", cell.number());
    line.put("input", cell.input());
    cell.output().ifPresent(output -> line.put("output", output));
    changing(
        () -> {
          if (Files.exists(path) && Files.size(path) > maxBytes) {
            dropOlderHalf();
          }
          append(line);
          return cell;
        });
  }

  List<PastCell> read() throws IOException {
    List<PastCell> cells = new ArrayList<>();
    for (String line : lines(content())) {
      parse(line).flatMap(HistoryFile::cell).ifPresent(cells::add);
    }
    return cells;
  }

  private interface Change<T> {
    T make() throws IOException;
  }

  private <T> T changing(Change<T> change) throws IOException {
    TURN.lock();
    try (FileChannel file =
        FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.lock(); // let go when the file is closed
      return change.make();
    } finally {
      TURN.unlock();
    }
  }

  private Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  private String content() throws IOException {
    // Not readString: a line that was cut off may end within a character.
    return Files.exists(path) ? new String(Files.readAllBytes(path), UTF_8) : "";
  }

  /** On a line of its own, also after one that was cut off. */
  private void append(ObjectNode line) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer last = ByteBuffer.wrap(new byte[] {'\n'});
      file.read(last, Math.max(0, file.size() - 1));
      file.position(file.size());
      write(file, (last.get(0) == '\n' ? "" : "\n") + line + "\n");
    }
  }

  private static void write(FileChannel file, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private void dropOlderHalf() throws IOException {
    String content = content();
    int middle = content.indexOf('\n', content.length() / 2);
    Path newer = beside(".new");
    // A copy has the permissions of the file.
    Files.copy(path, newer, REPLACE_EXISTING, COPY_ATTRIBUTES);
    try (FileChannel file =
        FileChannel.open(newer, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      write(file, content.substring(middle + 1));
      file.force(true);
    }
    Files.move(newer, path, ATOMIC_MOVE, REPLACE_EXISTING);
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
