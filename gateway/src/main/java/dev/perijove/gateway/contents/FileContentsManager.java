package dev.perijove.gateway.contents;

import dev.perijove.gateway.contents.ContentsAction.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Files, directories and notebooks below a root. Thread-safe as the file system is: a file is
 * replaced whole, and of two who save at once the later wins.
 */
public final class FileContentsManager {
  private final ContentsRoot root;
  private final TrustedNotebooks trusted;
  private final Optional<Trash> trash;
  private final ContentsListener listener;
  private final ContentsReader reader;
  private final ContentsCopier copier = new ContentsCopier();
  private final CheckpointStore checkpoints = new CheckpointStore();
  private final Uploads uploads = new Uploads();

  private FileContentsManager(
      ContentsRoot root,
      TrustedNotebooks trusted,
      Optional<Trash> trash,
      ContentsListener listener) {
    this.root = root;
    this.trash = trash;
    this.listener = listener;
    this.trusted = trusted;
    this.reader = new ContentsReader(trusted);
  }

  /**
   * @param trustedNotebooks the file that remembers which notebooks are trusted; made when needed
   * @throws IOException if there is no such directory
   */
  public static FileContentsManager of(Path rootDirectory, Path trustedNotebooks)
      throws IOException {
    return new FileContentsManager(
        ContentsRoot.of(rootDirectory),
        new TrustedNotebooks(trustedNotebooks),
        Optional.empty(),
        action -> {});
  }

  /** The same, but what is deleted goes into the user's trash. */
  public FileContentsManager withTrash(Path directory) {
    return new FileContentsManager(root, trusted, Optional.of(new Trash(directory)), listener);
  }

  /** The same, but it tells what was done. */
  public FileContentsManager withListener(ContentsListener newListener) {
    return new FileContentsManager(root, trusted, trash, newListener);
  }

  /** What is at a path. */
  public ContentsModel get(String apiPath, ContentsQuery query)
      throws ContentsException, IOException {
    ContentsModel model = reader.read(existing(apiPath), query);
    listener.onAction(ContentsAction.of(Kind.GET, apiPath));
    return model;
  }

  /** The API path of what a path on disk names, if clients can open it. */
  public Optional<String> resolve(String diskPath) throws IOException {
    boolean atHome = diskPath.equals("~") || diskPath.startsWith("~/");
    String expanded =
        atHome ? System.getProperty("user.home", "") + diskPath.substring(1) : diskPath;
    Optional<String> apiPath = root.relativize(expanded);
    try {
      return apiPath.isPresent() && exists(apiPath.get()) ? apiPath : Optional.empty();
    } catch (ContentsException hidden) {
      return Optional.empty();
    }
  }

  /** The regular file at a path, for whoever streams it. */
  public Path file(String apiPath) throws ContentsException, IOException {
    ConfinedPath path = existing(apiPath);
    if (!Files.isRegularFile(path.path())) {
      throw ContentsException.notFound(apiPath);
    }
    listener.onAction(ContentsAction.of(Kind.GET, apiPath));
    return path.path();
  }

  /** The directory at a path, for whoever starts something there. */
  public Path directory(String apiPath) throws ContentsException, IOException {
    return existingDirectory(apiPath).path();
  }

  /**
   * Makes something new under a name that is free.
   *
   * @param directory where
   * @param type {@code directory}, {@code file} or {@code notebook}
   * @param extension of a file, with its dot; may be empty
   */
  public ContentsModel create(String directory, String type, String extension)
      throws ContentsException, IOException {
    ConfinedPath parent = existingDirectory(directory);
    ConfinedPath made =
        switch (type) {
          case "directory" -> NewName.of("Untitled Folder", " ").claimDirectory(parent);
          case "notebook" -> {
            ConfinedPath file = NewName.of("Untitled.ipynb", "").claimFile(parent);
            AtomicFile.write(file.path(), NotebookContent.empty());
            yield file;
          }
          case "file" -> NewName.of("untitled" + extension, "").claimFile(parent);
          default -> throw unknownType(type);
        };
    ContentsModel model = reader.read(made, ContentsQuery.withoutContent());
    listener.onAction(ContentsAction.of(Kind.CREATE, made.apiPath()));
    return model;
  }

  /** Copies a file or directory into a directory, under a name that is free. */
  public ContentsModel copy(String from, String directory) throws ContentsException, IOException {
    ConfinedPath source = existing(from);
    ConfinedPath made = copier.copy(source, existingDirectory(directory));
    ContentsModel model = reader.read(made, ContentsQuery.withoutContent());
    listener.onAction(ContentsAction.of(Kind.COPY, source.apiPath(), made.apiPath()));
    return model;
  }

  /** Whether there is something at a path. */
  public boolean exists(String apiPath) throws ContentsException, IOException {
    return Files.exists(root.resolve(apiPath).path());
  }

  /** Saves; the model comes without content. */
  public ContentsModel save(String apiPath, SaveRequest request)
      throws ContentsException, IOException {
    ConfinedPath path = root.resolve(apiPath);
    existingDirectory(path.parent().apiPath());
    if (request.chunk().isPresent()) {
      int chunk = request.chunk().get();
      ContentsModel model = saveChunk(path, request, chunk);
      if (chunk == Uploads.LAST) {
        listener.onAction(ContentsAction.of(Kind.UPLOAD, apiPath));
      }
      return model;
    }
    ContentsModel model =
        switch (request.type()) {
          case "directory" -> saveDirectory(path);
          case "notebook" -> saveNotebook(path, request);
          case "file" -> saveFile(path, request);
          default -> throw unknownType(request.type());
        };
    listener.onAction(ContentsAction.of(Kind.SAVE, apiPath));
    return model;
  }

  private ContentsModel saveDirectory(ConfinedPath path) throws ContentsException, IOException {
    if (!Files.isDirectory(path.path())) {
      try {
        Files.createDirectory(path.path());
      } catch (FileAlreadyExistsException e) {
        throw ContentsException.invalid("Not a directory: " + path);
      }
    }
    return reader.read(path, ContentsQuery.withoutContent());
  }

  private ContentsModel saveNotebook(ConfinedPath path, SaveRequest request)
      throws ContentsException, IOException {
    requireNoDirectory(path);
    JsonNode saved = content(request);
    byte[] file = NotebookContent.file(path.apiPath(), saved);
    AtomicFile.write(path.path(), file);
    if (CellTrust.isComplete(saved)) {
      trusted.add(Sha256.of(file));
    }
    if (checkpoints.list(path).isEmpty() && checkpoints.canKeep(path)) {
      checkpoints.create(path);
    }
    ContentsModel model = reader.read(path, ContentsQuery.withoutContent()).withType("notebook");
    return NotebookContent.read(path.apiPath(), file)
        .problem()
        .map(model::withMessage)
        .orElse(model);
  }

  private ContentsModel saveFile(ConfinedPath path, SaveRequest request)
      throws ContentsException, IOException {
    requireNoDirectory(path);
    AtomicFile.write(path.path(), FileContent.bytes(content(request), request.format()));
    return reader.read(path, ContentsQuery.withoutContent()).withType("file");
  }

  private ContentsModel saveChunk(ConfinedPath path, SaveRequest request, int chunk)
      throws ContentsException, IOException {
    requireNoDirectory(path);
    if (!request.type().equals("file")) {
      throw ContentsException.invalid(
          "Only type 'file' is uploaded in chunks, not '" + request.type() + "'");
    }
    Path part = uploads.take(path, chunk, FileContent.bytes(content(request), request.format()));
    return reader.describe(path, part).withType("file");
  }

  private static JsonNode content(SaveRequest request) throws ContentsException {
    return request
        .content()
        .orElseThrow(() -> ContentsException.invalid("No file content provided"));
  }

  /** Trusts the output of a notebook as it is on disk. */
  public void trust(String apiPath) throws ContentsException, IOException {
    byte[] file = Files.readAllBytes(existingFile(apiPath).path());
    if (NotebookContent.read(apiPath, file).problem().isEmpty()) {
      trusted.add(Sha256.of(file));
    }
  }

  /** Moves a file or directory, and its checkpoint with it. */
  public ContentsModel rename(String from, String to) throws ContentsException, IOException {
    ConfinedPath source = existing(from);
    ConfinedPath target = root.resolve(to);
    if (source.isRoot() || target.isRoot()) {
      throw ContentsException.invalid("The root directory cannot be renamed");
    }
    existingDirectory(target.parent().apiPath());
    if (!source.apiPath().equals(target.apiPath())) {
      move(source, target);
    }
    ContentsModel model = reader.read(target, ContentsQuery.withoutContent());
    listener.onAction(ContentsAction.of(Kind.RENAME, source.apiPath(), target.apiPath()));
    return model;
  }

  private void move(ConfinedPath source, ConfinedPath target)
      throws ContentsException, IOException {
    if (target.path().startsWith(source.path())) {
      throw ContentsException.invalid("A directory cannot be moved into itself: " + target);
    }
    // On a file system that ignores case, a.txt exists when it is to be renamed from A.txt.
    boolean sameFile =
        Files.exists(target.path()) && Files.isSameFile(source.path(), target.path());
    try {
      if (sameFile) {
        AtomicFile.replace(source.path(), target.path());
      } else {
        Files.move(source.path(), target.path());
      }
    } catch (FileAlreadyExistsException e) {
      throw ContentsException.conflict("There is a file of this name already: " + target);
    }
    checkpoints.move(source, target);
  }

  /**
   * Deletes a file or directory: into the trash if there is one on its file system, else for good,
   * and then no directory that holds more than checkpoints.
   */
  public void delete(String apiPath) throws ContentsException, IOException {
    ConfinedPath path = existing(apiPath);
    if (path.isRoot()) {
      throw ContentsException.invalid("The root directory cannot be deleted");
    }
    boolean directory = Files.isDirectory(path.path());
    if (trash.isEmpty() || !trash.get().take(path.path())) {
      deleteForGood(path, directory);
    }
    if (!directory) {
      checkpoints.delete(path);
    }
    listener.onAction(ContentsAction.of(Kind.DELETE, apiPath));
  }

  private void deleteForGood(ConfinedPath path, boolean directory)
      throws ContentsException, IOException {
    if (directory) {
      if (!checkpoints.areAll(path.path())) {
        throw ContentsException.invalid("Directory not empty, and there is no trash: " + path);
      }
      checkpoints.deleteAll(path.path());
    }
    Files.delete(path.path());
  }

  /** The checkpoint of a file, if it has one. */
  public List<Checkpoint> checkpoints(String apiPath) throws ContentsException, IOException {
    return checkpoints.list(existingFile(apiPath));
  }

  /** Keeps a file as it is now. */
  public Checkpoint createCheckpoint(String apiPath) throws ContentsException, IOException {
    return checkpoints.create(existingFile(apiPath));
  }

  /** Puts a file back to where it was. */
  public void restoreCheckpoint(String apiPath, String id) throws ContentsException, IOException {
    checkpoints.restore(root.resolve(apiPath), id);
  }

  /** Forgets what was kept. */
  public void deleteCheckpoint(String apiPath, String id) throws ContentsException, IOException {
    checkpoints.delete(root.resolve(apiPath), id);
  }

  private ConfinedPath existing(String apiPath) throws ContentsException, IOException {
    ConfinedPath path = root.resolve(apiPath);
    if (!Files.exists(path.path())) {
      throw ContentsException.notFound(apiPath);
    }
    return path;
  }

  private ConfinedPath existingFile(String apiPath) throws ContentsException, IOException {
    ConfinedPath path = existing(apiPath);
    if (Files.isDirectory(path.path())) {
      throw ContentsException.invalid("A directory has no checkpoints: " + apiPath);
    }
    return path;
  }

  private ConfinedPath existingDirectory(String apiPath) throws ContentsException, IOException {
    ConfinedPath path = existing(apiPath);
    if (!Files.isDirectory(path.path())) {
      throw ContentsException.invalid("Not a directory: " + apiPath);
    }
    return path;
  }

  private static void requireNoDirectory(ConfinedPath path) throws ContentsException {
    if (Files.isDirectory(path.path())) {
      throw ContentsException.invalid("A directory, not a file: " + path);
    }
  }

  private static ContentsException unknownType(String type) {
    return ContentsException.invalid(
        "Type must be file, notebook or directory, but is '" + type + "'");
  }
}
