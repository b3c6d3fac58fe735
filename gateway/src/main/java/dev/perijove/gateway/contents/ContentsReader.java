package dev.perijove.gateway.contents;

import dev.perijove.gateway.http.MediaTypes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads what is on disk into models. */
final class ContentsReader {
  /** Larger files are read through {@code /files}, which streams them. */
  private static final long LARGEST_CONTENT = 256L * 1024 * 1024;

  private static final String NOTEBOOK = "notebook";
  private static final String DIRECTORY = "directory";
  private static final String FILE = "file";

  private final TrustedNotebooks trusted;

  ContentsReader(TrustedNotebooks trusted) {
    this.trusted = trusted;
  }

  ContentsModel read(ConfinedPath path, ContentsQuery query) throws ContentsException, IOException {
    ContentsModel model = describe(path, path.path());
    String type = wantedType(path, model.type(), query.type());
    if (type.equals(DIRECTORY)) {
      return query.content() ? withEntries(model, path) : model;
    }
    ContentsModel typed = model.withType(type);
    if (!query.content() && !query.hash()) {
      return typed;
    }
    byte[] bytes = bytes(path);
    ContentsModel hashed = query.hash() ? typed.withHash(Sha256.of(bytes)) : typed;
    if (!query.content()) {
      return hashed;
    }
    return type.equals(NOTEBOOK)
        ? withNotebook(hashed, path, bytes)
        : withBytes(hashed, path, bytes, query.format());
  }

  /** The model without content of what is, or will be, at a path, told from a file on disk. */
  ContentsModel describe(ConfinedPath path, Path file) throws ContentsException, IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw ContentsException.notFound(path.apiPath());
    }
    boolean directory = attributes.isDirectory();
    String type = directory ? DIRECTORY : path.name().endsWith(".ipynb") ? NOTEBOOK : FILE;
    return new ContentsModel(
        path.name(),
        path.apiPath(),
        time(attributes.lastModifiedTime()),
        time(attributes.creationTime()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        directory ? Optional.empty() : Optional.of(attributes.size()),
        Files.isWritable(file),
        Optional.empty(),
        Optional.empty(),
        type,
        Optional.empty());
  }

  private static Instant time(FileTime time) {
    return time.toInstant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String wantedType(ConfinedPath path, String actual, Optional<String> wanted)
      throws ContentsException {
    String type = wanted.orElse(actual);
    boolean directory = actual.equals(DIRECTORY);
    if (directory && !type.equals(DIRECTORY)) {
      throw ContentsException.invalid("A directory, not a " + type + ": " + path);
    }
    if (!directory && type.equals(DIRECTORY)) {
      throw ContentsException.invalid("Not a directory: " + path);
    }
    return type;
  }

  private ContentsModel withEntries(ContentsModel model, ConfinedPath directory)
      throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.path())) {
      for (Path entry : entries) {
        names.add(entry.getFileName().toString());
      }
    }
    Collections.sort(names);
    List<ContentsModel> models = new ArrayList<>(names.size());
    for (String name : names) {
      entry(directory, name).ifPresent(models::add);
    }
    return model.withContent(new ContentsBody.Entries(models), "json", Optional.empty());
  }

  /** Entries that are hidden, gone meanwhile, outside of the root, or no files are left out. */
  private Optional<ContentsModel> entry(ConfinedPath directory, String name) throws IOException {
    if (!ConfinedPath.isPlain(name)) {
      return Optional.empty();
    }
    try {
      ConfinedPath path = directory.child(name);
      boolean listed = Files.isDirectory(path.path()) || Files.isRegularFile(path.path());
      return listed ? Optional.of(describe(path, path.path())) : Optional.empty();
    } catch (ContentsException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(ConfinedPath path) throws ContentsException, IOException {
    if (!Files.isRegularFile(path.path())) {
      throw ContentsException.invalid("Not a regular file: " + path);
    }
    long size = Files.size(path.path());
    if (size > LARGEST_CONTENT) {
      throw ContentsException.tooLarge(
          path + " has " + size + " bytes, too many to edit; download it from /files/" + path);
    }
    return Files.readAllBytes(path.path());
  }

  private ContentsModel withNotebook(ContentsModel model, ConfinedPath path, byte[] bytes)
      throws ContentsException, IOException {
    NotebookContent notebook = NotebookContent.read(path.apiPath(), bytes);
    if (trusted.contains(Sha256.of(bytes))) {
      CellTrust.mark(notebook.json());
    }
    ContentsModel filled =
        model.withContent(new ContentsBody.Notebook(notebook.json()), "json", Optional.empty());
    return notebook.problem().map(filled::withMessage).orElse(filled);
  }

  private static ContentsModel withBytes(
      ContentsModel model, ConfinedPath path, byte[] bytes, Optional<String> format)
      throws ContentsException {
    Optional<String> text =
        format.equals(Optional.of("base64")) ? Optional.empty() : FileContent.text(bytes);
    if (text.isEmpty() && format.equals(Optional.of("text"))) {
      throw ContentsException.invalid(path + " is not UTF-8 encoded");
    }
    Optional<String> known = MediaTypes.ofName(path.name());
    if (text.isPresent()) {
      return model.withContent(
          new ContentsBody.Text(text.get()), "text", Optional.of(known.orElse("text/plain")));
    }
    String encoded = Base64.getEncoder().encodeToString(bytes);
    return model.withContent(
        new ContentsBody.Text(encoded),
        "base64",
        Optional.of(known.orElse("application/octet-stream")));
  }
}
